"""What a policy pays for a loss, and why: calculation only, no records."""
