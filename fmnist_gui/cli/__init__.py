"""The window's twin for scripts."""
