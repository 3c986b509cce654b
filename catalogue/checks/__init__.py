"""The rules of `rules.py`, a module for each thing that they hold together."""
