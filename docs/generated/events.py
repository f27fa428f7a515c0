"""The catalogue of events: which service says what, under which key, with which fields."""

from __future__ import annotations

from typing import Any

from shared.contracts import costs
from shared.contracts.base import Announcement
from shared.contracts.registry import MODULES

_HEAD = """# Events

Generated from `shared/contracts/`; `make docs` writes it anew. Every event also carries
`at` (business time), `case_no`, `order_no`, `waybill`, `courier`, `policy`, `rule` where they
apply, `revision`, and the ids of its `cause` and `correlation`.
"""


def pages() -> dict[str, str]:
    """events.md."""
    parts = [_HEAD]
    for service, module in MODULES.items():
        parts.append(f"\n## {service} (`{module.TOPIC}`)\n\n{_table(module.EVENTS)}")
    parts.append(f"\n## the keeper of a case's costs (its own topic)\n\n{_table(costs.EVENTS)}")
    return {"events.md": "".join(parts)}


def _table(events: tuple[Any, ...]) -> str:
    lines = ["| event | key | when | carries |\n| --- | --- | --- | --- |\n"]
    common = set(Announcement.model_fields)
    for event in events:
        own = [
            f"`{field.alias or name}`"
            for name, field in event.model_fields.items()
            if name not in common
        ]
        when = (event.__doc__ or "").split("\n")[0].replace("``", "`")
        lines.append(f"| `{event.TYPE}` | `{event.KEY}` | {when} | {', '.join(own)} |\n")
    return "".join(lines)
