"""Claims handed to insurers: sent once, their answers held beside our own figures."""
