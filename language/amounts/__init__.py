"""Numbers, money, budgets, sums insured, terms."""
