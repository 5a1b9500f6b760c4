"""Every public page. A view reads the address, asks the register and renders; it decides nothing."""
