"""The pages about what people ask about decisions."""
