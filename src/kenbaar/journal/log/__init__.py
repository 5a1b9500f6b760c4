"""The public logs of the journal: their leaves, how these are sealed and kept, and how others check them."""
