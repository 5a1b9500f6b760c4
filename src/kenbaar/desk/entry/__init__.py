"""One entry at the desk: what it is, whose it is, and the ways to its parts."""
