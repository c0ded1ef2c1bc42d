"""Days, trips and lengths of stay."""
