"""Where to look first on a visit, and why."""
