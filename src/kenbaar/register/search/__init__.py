"""Search finds published entries. Its index is a cache in a folder beside the database, never the truth."""
