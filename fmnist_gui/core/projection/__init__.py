"""A map of the images: places in two dimensions where like lies by like."""
