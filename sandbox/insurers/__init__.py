"""The issuing API of all fictional insurers, in one process."""
