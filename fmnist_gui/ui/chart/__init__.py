"""Charts on the screen, for pages that show some."""
