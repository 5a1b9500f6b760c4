"""Suppliers keeps templates of facts about products, and who follows them: what a template says anew is proposed.

It never writes an entry by itself: somebody of the body accepts or declines, and `register` does the writing.
"""
