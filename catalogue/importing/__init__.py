"""An official document → a draft, for `revise.py`."""
