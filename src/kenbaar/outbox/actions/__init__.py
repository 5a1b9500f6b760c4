"""Every write of the room: one deed, one transaction, one journal line."""
