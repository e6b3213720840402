"""The book: takes the built site apart and sets it as a PDF and an EPUB."""
