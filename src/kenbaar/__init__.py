"""Kenbaar makes the government's use of algorithms and AI knowable, from the inventory to the letter.

One package in floors: imports go down only; `docs/explanation/map.md` draws the rooms.
"""
