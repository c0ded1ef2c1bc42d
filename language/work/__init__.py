"""Occupations and their classes."""
