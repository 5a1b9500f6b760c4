"""The inventory of a body: lists of everything it uses, changes of many entries at once, files out and in."""
