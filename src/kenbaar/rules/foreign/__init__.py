"""Foreign formats of questionnaires, read into the one model of `rules.questionnaires`.

What a reader does not know is a finding that names the place, never a silent "true".
"""
