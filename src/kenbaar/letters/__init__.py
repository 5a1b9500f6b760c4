"""The wording of a notice: from a profile and a decision to the mention, the explanation, and the letter page as PDF.

Pure: no framework, no clock, no network.
"""
