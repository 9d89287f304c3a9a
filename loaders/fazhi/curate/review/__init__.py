"""The review page: the text of a report beside its record."""
