"""Register keeps entries: their versions, what was published when, and the index to find them by.

It does not decide what law applies or how a page looks, and it knows no web requests.
"""
