"""Opens a file of decisions (Parquet, CSV, JSON Lines) and gives its rows one by one, in memory that does not grow.

It recognises a file by what is in it. What a row means is up to `kenbaar.decisions.reading`.
"""
