"""What cards on several pages are made of."""
