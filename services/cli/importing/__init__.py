"""``recourse import``: a merchant's files, through the services' own commands, on business time."""
