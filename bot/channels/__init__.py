"""How messages come and go: each channel in a file, all through `bot.gateway.turn`."""
