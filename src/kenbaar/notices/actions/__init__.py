"""Every write of notices and their profiles: one deed, one transaction, one journal line, nothing on failure."""
