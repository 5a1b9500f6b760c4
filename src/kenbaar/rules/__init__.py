"""Rules knows which facts exist and what an answer to one may be.

It does not know where an answer came from on disk or on a page; registers and standards build on it.
"""
