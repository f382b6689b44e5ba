"""Which image stands where, and the pixels of what is visible."""
