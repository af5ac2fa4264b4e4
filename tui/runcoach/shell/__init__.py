"""The command line: arguments, one file a command, and what they print."""
