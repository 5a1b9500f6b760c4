"""What a body tells about one decision: the profile of its kind, the decision itself, and what the law asks of both.

Pure: no framework, no clock, no network. `letters` turns it into words, `notices` issues and keeps it.
"""
