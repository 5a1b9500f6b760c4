"""Where somebody begins who signed in: what waits for them."""
