"""What is known about each image, as columns to sort, filter, group and tint by."""
