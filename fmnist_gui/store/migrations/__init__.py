"""Schema changes, shipped with the program and applied at opening."""
