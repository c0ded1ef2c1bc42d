"""A payment provider: orders, a payment page, signed callbacks, refunds."""
