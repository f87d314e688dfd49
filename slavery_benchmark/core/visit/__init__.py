"""Where to look first, and which cases to read."""
