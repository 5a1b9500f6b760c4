"""Law says what applies to a system, in which role, from which day, why, and what is still needed to be sure.

It knows no database, no page and no clock; the law itself is data in `content/law/`.
"""
