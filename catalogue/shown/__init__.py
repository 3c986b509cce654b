"""What pages show besides the catalogue itself, each made of it."""
