"""Content holds data only: vocabulary, standards, organisations, search words and the sample register.

Jurists and editors work here. Code that reads a folder lives in the room whose question the folder answers.
"""
