"""What the search index is made of."""
