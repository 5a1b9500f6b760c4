"""The Algoritmekader of the Dutch government, read from a checkout: requirements, measures and instruments.

It says what stands there and what is wrong with it; what the law asks is up to the rest of `law`.
"""
