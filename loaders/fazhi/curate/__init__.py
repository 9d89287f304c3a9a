"""Helping a person: draft, format, fix, review."""
