"""Where a query is written: the line, its suggestions, and what is wrong with it."""
