"""Notice profiles at the desk: writing one, seeing the letter beside it, and approving it as a second person."""
