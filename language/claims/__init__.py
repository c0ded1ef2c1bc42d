"""What customers say about claims: losses, answers about them, documents, the end of sending."""
