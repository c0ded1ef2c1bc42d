"""Answers to a question: yes and no, choices, reasons, feelings."""
