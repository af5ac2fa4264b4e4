"""What every answer is held to, and what is done when it does not hold."""
