"""The Textual app: screens, widgets, theme."""
