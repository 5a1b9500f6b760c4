"""Issue, explain, withdraw and prove notices: what the person with the letter gets.

What a notice says is sealed: the database holds nothing of it that can be read (see `docs/threat-model.md`).
"""
