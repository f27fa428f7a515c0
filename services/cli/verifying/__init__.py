"""``recourse verify``: every equality of the books, proved on the user's own data."""
