"""What each command answers, as a document: one room a question, and every sentence once."""
