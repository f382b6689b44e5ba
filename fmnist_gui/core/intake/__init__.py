"""Labels that people gave elsewhere, on their way from a file to sessions of this database."""
