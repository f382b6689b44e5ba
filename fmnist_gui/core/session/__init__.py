"""One person going through one deck under one protocol."""
