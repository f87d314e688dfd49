"""How one score came about: its parts, rules and figures, step by step to the whole."""
