"""Is the record right: problems, their places, the rules that find them, the report."""
