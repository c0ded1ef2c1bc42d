"""Identity numbers, telephones, cards, policy numbers: found and checked."""
