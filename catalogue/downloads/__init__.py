"""The exports of `exports.py`, a module for each format."""
