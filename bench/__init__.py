"""Figures of a running installation: `make bench` or `python -m bench`; one JSON line each."""
