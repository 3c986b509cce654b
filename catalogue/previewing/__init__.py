"""What `serve.py` shows and when."""
