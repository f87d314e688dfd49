"""Where each force stands against the baseline."""
