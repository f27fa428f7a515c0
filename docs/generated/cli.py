"""The command line's own help, as a page."""

from __future__ import annotations

from typing import Any

import typer

from services.cli.main import app

_HEAD = """# The command line

Generated from the commands' own help; `make docs` writes it anew. Every command exits 0 on
success, 2 on bad usage or bad input, 1 on failure; results go to stdout, everything else to
stderr.
"""


def pages() -> dict[str, str]:
    """cli.md."""
    root: Any = typer.main.get_command(app)
    return {"cli.md": _HEAD + "".join(_described(root, "recourse"))}


def _described(command: Any, path: str) -> list[str]:
    context = typer.Context(command, info_name=path)
    if hasattr(command, "list_commands"):
        alone = command.invoke_without_command and command.callback is not None
        parts = _one(command, context, path) if alone and path.count(" ") else []
        for name in command.list_commands(context):
            parts += _described(command.get_command(context, name), f"{path} {name}")
        return parts
    return _one(command, context, path)


def _one(command: Any, context: Any, path: str) -> list[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f"\n## {path}\n\n`{path} {usage}`\n\n{(command.help or '').strip()}\n\n"]
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None and parameter.name != "help":
            lines.append(f"* `{record[0]}` {record[1]}\n".replace("  ", " "))
    return lines
