"""Reading notices and their profiles."""
