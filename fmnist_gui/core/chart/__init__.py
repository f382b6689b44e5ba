"""Charts as lists of marks, decided here and painted by the window and the report alike."""
