"""``python -m services.cli``: the command line without its installed script."""

from __future__ import annotations

from services.cli.main import main

main()
