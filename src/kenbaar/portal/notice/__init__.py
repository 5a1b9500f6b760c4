"""Pages for who got a decision: what a code opens, the proof of it, and what one can ask.

A code travels in the body of a form only. It is in no address, cookie, log or kept page.
"""
