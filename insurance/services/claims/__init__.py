"""Claims: reported, collected, read, decided, paid. One use case a function."""
