"""One module a generated page: ``pages()`` gives its name and text."""
