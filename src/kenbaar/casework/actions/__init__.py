"""Every write in this room: one deed, one transaction, one journal line, and nothing on failure."""
