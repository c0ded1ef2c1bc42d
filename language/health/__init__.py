"""Conditions with their grades, habits."""
