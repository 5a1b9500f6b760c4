"""Every write of templates and of following them: one deed, one transaction, one journal line, nothing on failure."""
