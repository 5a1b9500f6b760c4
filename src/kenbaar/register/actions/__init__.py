"""Every write in the register: one deed, one transaction, one journal line, and nothing on failure."""
