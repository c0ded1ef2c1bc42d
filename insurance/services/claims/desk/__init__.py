"""The assessors' workbench: steps, decisions, and what is shown for them."""
