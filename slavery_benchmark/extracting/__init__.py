"""From plain cells to a submission, and every problem at its cell."""
