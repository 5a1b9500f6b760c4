"""Reviewing at the desk: the queue, what lies before a second person, comments, and what a body asks for."""
