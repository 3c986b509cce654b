"""Pages → HTML and Markdown, and the check of what was rendered."""
