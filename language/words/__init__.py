"""Text as it is read: normal forms, spelling, sounds, word lists, a sentence being taken apart."""
