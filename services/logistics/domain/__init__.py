"""Parcels and the costs of an order's cases. Read ``parcel.py``, then ``cost_rules.py``."""
