"""What the forms of a review say, and what is said when they come back."""
