"""Who hears what: drawn from each service's ``reactions.HEARS``."""

from __future__ import annotations

from collections import defaultdict
from importlib import import_module

from shared.contracts.registry import MODULES

_HEAD = """# Flows

Generated from `services/*/reactions.py`; `make docs` writes it anew. An arrow: the first service
announces, the second reacts.

"""


def pages() -> dict[str, str]:
    """flows.md."""
    speaks = {event.TYPE: service for service, one in MODULES.items() for event in one.EVENTS}
    arrows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for hearer in MODULES:
        reactions = import_module(f"services.{hearer}.reactions")
        for heard in reactions.HEARS:
            if heard in speaks:
                arrows[speaks[heard], hearer].append(heard)
            else:
                for speaker in _keepers(hearer):
                    arrows[speaker, hearer].append(heard)
    return {"flows.md": _HEAD + _diagram(arrows) + _lists(arrows)}


def _keepers(hearer: str) -> list[str]:
    """Services that keep costs and so may announce one of another's account."""
    topics = import_module(f"services.{hearer}.reactions").TOPICS
    return [name for name, one in MODULES.items() if one.TOPIC in topics and name != hearer]


def _diagram(arrows: dict[tuple[str, str], list[str]]) -> str:
    lines = ["```mermaid", "flowchart LR"]
    for (speaker, hearer), heard in sorted(arrows.items()):
        lines.append(f"  {speaker} -- {len(heard)} events --> {hearer}")
    return "\n".join([*lines, "```", "", ""])


def _lists(arrows: dict[tuple[str, str], list[str]]) -> str:
    lines = ["| from | to | events |", "| --- | --- | --- |"]
    for (speaker, hearer), heard in sorted(arrows.items()):
        names = ", ".join(f"`{name}`" for name in sorted(heard))
        lines.append(f"| {speaker} | {hearer} | {names} |")
    return "\n".join([*lines, ""])
