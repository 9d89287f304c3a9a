"""What stands beside the tables so that other programs understand them: one file a standard."""
