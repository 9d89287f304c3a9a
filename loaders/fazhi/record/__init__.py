"""What an article is: its structure, its periods, its vocabularies, its canonical text."""
