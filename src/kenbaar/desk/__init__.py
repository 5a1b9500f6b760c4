"""Desk is where people of a body, a supervisor and a supplier work once they are signed in.

It translates requests into deeds and queries, and decides nothing: who may do what is in `people/policies.py`.
"""
