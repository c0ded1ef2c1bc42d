"""Simulated customers who talk to the running bot, and the judge of how it did. `make eval-dialogue` runs them all."""
