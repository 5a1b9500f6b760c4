"""Help at the desk: the manual, per role, in the language of the reader."""
