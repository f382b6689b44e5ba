"""One image from near, and what is known about it; for every page that shows one."""
