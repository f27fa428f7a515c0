"""The after-sales policy: rules as data (``versions/``), and the pure function that applies them.

Read in this order: ``versions/2026-01.toml``, ``facts.py``, ``decision.py``, ``decide.py``.
"""
