"""Claims as data: what each type needs, what each document is for, how benefits are calculated."""
