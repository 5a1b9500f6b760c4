"""The tour of the desk: a box at the top of the real pages that says what somebody can do there, step by step."""
