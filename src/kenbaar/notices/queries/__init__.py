"""Every read of notices and profiles. A query takes the person it is for, or the code that leads to one notice."""
