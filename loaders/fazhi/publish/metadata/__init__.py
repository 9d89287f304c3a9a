"""Metadata of a release for other programs: one file for each standard."""
