"""Tasks at the desk: mine, those of a body and of an entry, their evidence, and what an administrator looks after."""
