"""Debian's Chromium, and how the tests start it."""

CHROMIUM = "/usr/bin/chromium"
# The same release without windows, tabs and menus, which no page can see: a page takes it a third of the time.
WINDOWLESS = "/usr/bin/chromium-headless-shell"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
