"""How far those who gave levels to the same things agree, beyond what chance would make."""
