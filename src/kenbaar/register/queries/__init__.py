"""Every read of the register. Each says for whom it reads, so that no entrance can forget it."""
