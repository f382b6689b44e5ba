"""Studies: many people label the same images, and what comes of it."""
