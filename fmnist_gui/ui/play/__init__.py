"""The page where a person answers."""
