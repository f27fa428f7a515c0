"""``recourse policy``: ask the after-sales policy, have it explained, compared and proved whole."""
