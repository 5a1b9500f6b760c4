"""Files that come in as evidence: what they are is told by their bytes, and whatever could run is refused. Pure."""
