"""Filling in an entry: its facts in sections, with help, saved as people type, and what the law says of them.

It reads and shows fields; what may be saved and what two people at once come to is decided in `register`.
"""
