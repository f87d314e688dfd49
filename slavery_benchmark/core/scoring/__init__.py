"""From a submission to scores: every node, its band and its position."""
