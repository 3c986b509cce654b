"""The other files of a site."""
