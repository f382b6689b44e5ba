"""The query line: which images are wanted, in a few words."""
