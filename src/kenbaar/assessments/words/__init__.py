"""What the law says about a system, in words: outcomes, days, places in the law and how sure something is.

It words what `law` found, for every face that shows it; it finds nothing itself.
"""
