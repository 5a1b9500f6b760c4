"""The envelope of a notice: codes, keys, and content that only the citizen's code or the body's key opens.

Pure: no framework, no clock, no network. Randomness is handed in.
"""
