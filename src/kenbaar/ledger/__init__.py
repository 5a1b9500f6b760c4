"""Ledger keeps a log that nobody changes in silence: canonical bytes, tree, tiles, checkpoints, proofs, receipts.

It knows no database, no page, no clock and no network, and needs orjson and cryptography only, so that a court expert
can run it too. `docs/log-format.md` describes every byte.
"""
