"""Reading a release: its tables, with Arrow as the only dependency."""
