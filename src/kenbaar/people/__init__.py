"""People knows persons, bodies and roles, and answers who may call what.

It does not know entries; what a role may do with an entry is decided in `register/policies.py`.
"""
