<<<<<<< HEAD
"""Every read of notices. A query takes the person it is for, or the code that leads to one notice."""
=======
"""Reading notices and their profiles."""
>>>>>>> 88d226a363b3b47acc4e3ed161b5491e1f0ce761
