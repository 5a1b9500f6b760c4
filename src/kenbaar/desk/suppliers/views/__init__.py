"""The pages about templates."""
