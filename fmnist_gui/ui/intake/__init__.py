"""Labels of other people on their way in: what a file holds, what is refused, and why."""
