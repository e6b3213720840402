"""Measures what the generator costs, for `make bench`."""
