"""API gives the register as data, by the Dutch API Design Rules: version in the path, problem+json, cursors.

It translates and never decides; reads come from `register`, and every operation says who may call it.
"""
