<<<<<<< HEAD
"""Every write of notices: one deed, one transaction, one line in the journal."""
=======
"""Every write of notices and their profiles: one deed, one transaction, one journal line, nothing on failure."""
>>>>>>> 88d226a363b3b47acc4e3ed161b5491e1f0ce761
