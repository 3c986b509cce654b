"""How a build proceeds: in what processes, how far it is, what it takes over."""
