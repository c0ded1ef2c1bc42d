"""The sentence-embedding model: prepared once into a standard folder, read by every process that embeds text."""
