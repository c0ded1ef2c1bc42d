"""Set-up, starting, stopping and checking. Imports nothing of the product.

What runs before the environments exist (`setup` and what it imports) needs the standard library only.
"""
