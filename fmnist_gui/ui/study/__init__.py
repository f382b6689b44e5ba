"""What is seen of a study on more than one page."""
