"""What the words around a figure say of it: its period, and its aspect."""
