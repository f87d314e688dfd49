"""Forces side by side, and what can and cannot be told from that."""
