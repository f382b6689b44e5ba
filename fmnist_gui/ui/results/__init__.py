"""The page that says how well it went."""
