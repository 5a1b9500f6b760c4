"""Importing: a file of any known standard becomes entries and versions, in one transaction or not at all.

`identity` says which entry a record is about, `merging` what the new version says, `moments` from when it counts,
`withdrawing` what left. An operator publishes a file (`running`, `publishing`); an editor takes it in as drafts of
their own body (`into_drafts`).
"""
