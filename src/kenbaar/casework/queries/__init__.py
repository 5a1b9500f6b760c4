"""Every read in this room; each takes whoever wants to know."""
