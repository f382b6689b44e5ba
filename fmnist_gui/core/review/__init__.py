"""What people conclude about images, and what helps them to."""
