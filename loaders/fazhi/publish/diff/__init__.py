"""Two releases side by side: what changed, and the least version step that allows it."""
