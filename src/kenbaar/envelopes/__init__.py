"""Envelopes keep what a notice says closed: codes for citizens, keys for bodies, sealed content and its commitment.

Pure: no framework, no clock, no network. `docs/log-format.md` and `docs/threat-model.md` say what it is worth.
"""
