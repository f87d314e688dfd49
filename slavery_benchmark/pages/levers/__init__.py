"""What would move the score, and how little would change the band."""
