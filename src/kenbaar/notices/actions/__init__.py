"""Every write of notices: one deed, one transaction, one line in the journal."""
