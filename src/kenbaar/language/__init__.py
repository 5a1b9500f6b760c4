"""Language says of one text whether a citizen can read it, and which words and sentences make that hard.

It counts and compares with lists; it does not know what a text means, and asks no outside service.
"""
