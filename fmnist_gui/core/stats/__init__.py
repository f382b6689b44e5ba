"""The numbers that are shown, and nothing that they do not carry."""
