"""Who may read a customer's name, phone and address: sealing, keys, and the master key (R516)."""
