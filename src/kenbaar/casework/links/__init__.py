"""Links keeps whether the web addresses in entries still lead somewhere. It calls nobody unless the operator wants it.

An address is a row, however many entries name it. The rounds note which addresses entries name (`noting.py`) and call
those that are due (`checking.py`, `asking.py`); what an answer means is pure (`lifecycle.py`).
"""
