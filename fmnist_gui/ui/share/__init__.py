"""Studies on a server, as the window has them: shared, joined, and kept the same."""
