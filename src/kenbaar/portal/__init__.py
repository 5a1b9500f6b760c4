"""Portal shows the register to everyone, in Dutch and English, with or without JavaScript.

It translates and never decides: it asks `register` and renders. The API is another face; neither knows the other.
"""
