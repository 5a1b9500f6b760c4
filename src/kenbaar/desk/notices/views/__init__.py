"""The pages about notice profiles."""
