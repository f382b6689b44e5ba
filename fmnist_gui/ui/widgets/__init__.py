"""What two pages or more share."""
