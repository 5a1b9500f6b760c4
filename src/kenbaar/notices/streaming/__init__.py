"""Issuing the notices of a whole file of decisions, part by part, and handing out what letters are printed from."""
