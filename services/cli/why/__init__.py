"""``recourse why``: from any number of the books back to rule, evidence, events and persons."""
