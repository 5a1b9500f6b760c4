"""The guided check: does the AI Act apply to us? Answers travel in the form; nothing is stored and no cookie is set.

It translates between a form and the law engine, and decides nothing. See docs/decisions/0009-guided-check.md.
"""
