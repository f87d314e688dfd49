"""The pure part: values and the arithmetic on them. No file, clock, terminal or network."""
