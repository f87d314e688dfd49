"""One edition of the criteria as its files declare it, and what must hold of it."""
