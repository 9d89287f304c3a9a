"""Hostile input and faults: campaigns of generated trials. `make prove` runs them at length."""
