"""What holds without a screen or a database."""
