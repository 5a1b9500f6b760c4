"""Journal keeps what happened and who did it. It does not judge whether it was allowed; see `people`."""
