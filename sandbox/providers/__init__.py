"""Stand-in for the dispatch service of roadside rescue, loss adjusters, legal aid and hospitals."""
