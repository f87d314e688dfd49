"""The page of a run as sheets to work with: every figure of every part, answer and measure."""
