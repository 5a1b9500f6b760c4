"""Casework keeps people moving: what must be done about an entry, by whom, before when, and what proves that it was.

It asks `register` and `assessments`, which never ask back. What the law says is decided in `law/`.
"""
