"""Files opens whatever people hold their records in, row by row, and writes records out as streams.

It recognises a file by what is in it and refuses, in one sentence, what it cannot read; what a record means is up to
`kenbaar.standards.reading`.
"""
