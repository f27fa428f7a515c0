"""``recourse policy decide``: facts as they arrive, and the answer to one line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shared.errors import BadInput
from shared.policy.decide import decide
from shared.policy.facts import BadFacts, parse_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.policy.model import Policy

CHUNK = 1 << 16


def arriving(stream: Any) -> Iterator[list[bytes]]:
    """The lines that are there by now, again and again: who waits for each answer gets it."""
    begun = b""
    while chunk := stream.read1(CHUNK):
        *lines, begun = (begun + chunk).split(b"\n")
        yield lines
    yield [begun]


def answer(line: bytes, policy: Policy) -> dict[str, Any]:
    """The decision on the facts of a line, or what is wrong with them."""
    try:
        facts = parse_facts(json.loads(line.decode("utf-8-sig")))
    except BadFacts as fault:
        return {"error": str(fault)}
    except (ValueError, RecursionError) as fault:
        return {"error": f"not a JSON line: {ascii(str(fault))[1:-1]}"}
    return decide(facts, policy).as_json()


def one_object(stream: Any) -> Any:
    """Everything that comes, as one JSON object."""
    try:
        return json.loads(stream.read().decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise BadInput(f"not a JSON object: {ascii(str(fault))[1:-1]}") from fault
