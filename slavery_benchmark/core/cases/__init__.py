"""What case files say: their columns, and the values of measures."""
