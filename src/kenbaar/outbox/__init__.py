"""Outbox keeps what must leave the site, mail and messages to other systems, until it has left.

It does not decide what is worth telling: the deeds do that, in their own transaction.
"""
