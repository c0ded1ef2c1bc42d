"""Uploads: what they really are, whether they can be read, and the copies shown to people.

`checks.py` and `copies.py` implement the ports; all else runs inside a limited process only (`task.py` is its door).
"""
