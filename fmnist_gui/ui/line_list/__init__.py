"""A list of lines, each about one thing, of which one or several are chosen."""
