"""The Collect page: studies, in which many people label the same images."""
