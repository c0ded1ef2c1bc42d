"""Reads the documents of a claim: what kind a document is and what it says."""

from adapters.documents.reader import OcrReader

__all__ = ["OcrReader"]
