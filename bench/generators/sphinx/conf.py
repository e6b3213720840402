"""Sphinx with the Furo theme and Markdown."""

project = "Guide"
extensions = ["myst_parser"]
html_theme = "furo"
