"""Images and labels: read strictly, known by their fingerprint."""
