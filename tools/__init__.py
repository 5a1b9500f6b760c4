"""Tools for people who work on Kenbaar; nothing here is part of the product."""
