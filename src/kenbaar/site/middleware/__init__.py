"""What happens to every request, whichever face answers it."""
