"""Practice images: ten garments drawn from parameters, for a program that has no data yet."""
