"""`kenbaar notices`: keys, issuing, and what happens to a notice after that."""
