"""Which images deserve a look first: one room for each kind of evidence."""
