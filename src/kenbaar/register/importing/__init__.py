"""Importing: a file of any known standard becomes entries and versions, in one transaction or not at all.

`identity` says which entry a record is about, `merging` what the new version says, `moments` from when it counts,
`withdrawing` what left; `running` does the deed.
"""
