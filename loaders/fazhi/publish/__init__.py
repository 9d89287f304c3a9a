"""From checked records to a release: tables, files, manifest."""
