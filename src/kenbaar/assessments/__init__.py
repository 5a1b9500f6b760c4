"""Assessments keeps what the law says about each version of an entry, and what changed in it since.

It decides nothing about the law (see `law`) and writes no facts (see `register`).
"""
