"""The analyst's door: tables of a release, with Arrow alone."""
