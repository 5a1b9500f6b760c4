"""Standards writes facts out as records of a register standard, reads records in, and checks them.

A standard is data in `content/standards/`. This room knows no database and decides nothing about publication.
"""
