"""The official text as received, and what the data must have of it."""
