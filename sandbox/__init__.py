"""Stand-ins with real HTTP for development and tests. They import nothing of the product."""
