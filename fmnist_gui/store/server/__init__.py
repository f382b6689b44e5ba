"""A study shared through a PostgreSQL server: claims, an outbox, and what others answered."""
