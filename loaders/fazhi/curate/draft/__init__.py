"""The first record of a report, drafted from its text with to-dos for a person."""
