"""What is to be insured: lines of business, things, places, products by name."""
