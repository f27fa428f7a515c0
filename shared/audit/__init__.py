"""Holding what a house keeps against what must be equal to it; nothing here changes anything."""
