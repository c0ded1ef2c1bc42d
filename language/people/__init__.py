"""Who is spoken of: relations, ages, sexes, names, parties."""
