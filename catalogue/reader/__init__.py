"""YAML text → located records: what a clerk may write, and how a mistake is told."""
