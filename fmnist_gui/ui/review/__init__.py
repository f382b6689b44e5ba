"""The review desk: doubtful images, decided one by one or a page at a time."""
