"""The tour: four services, each with its own memory, that hear each other only through the log.

Read them in the order in which a case travels, each from its ``__init__`` and then ``domain/``:

1. ``intake``, the after-sales desk, decides by the policy what the customer gets.
2. ``logistics``, the courier desk, follows parcels and charges couriers for what they lost.
3. ``warehouse`` says what came back in which state, and what was never packed.
4. ``finance`` pays refund tables, and keeps dealers' and agents' accounts and couriers' bills.

``cli`` is the one command line over all of them; it holds no rule.
"""
