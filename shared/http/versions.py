"""``ETag`` and ``If-Match``: a thing's version is the number of events of its aggregate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from eventsourcing.application import AggregateNotFoundError
from fastapi import Header

from shared.errors import BadInput, NotKnown
from shared.http.problems import VersionDiffers
from shared.store.failures import told_as_ours

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import Response

    from shared.runtime.desk import Desk

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="The ETag that the caller saw: 412 when the thing changed since.",
        examples=['"3"'],
    ),
]


def etag(version: int) -> str:
    """The entity tag of a version."""
    return f'"{version}"'


def look(desk: Desk, aggregate_id: str) -> Any:
    """An aggregate as it is stored; raises ``NotKnown``."""
    with told_as_ours():
        try:
            return desk.service.repository.get(aggregate_id)
        except AggregateNotFoundError as error:
            kind, _, number = aggregate_id.partition(":")
            raise NotKnown(f"{kind} {number} is not known") from error


def tagged(response: Response, aggregate: Any) -> None:
    """Tell the version of what is answered."""
    response.headers["ETag"] = etag(aggregate.version)


def change(desk: Desk, aggregate_id: str, command: Any, if_match: str | None) -> Any:
    """Carry out a command if the thing still is as the caller saw it; the thing afterwards."""
    with desk.turn() as service:
        if if_match in {None, "*"}:
            service.handle(command)
        else:
            service.handle_if(aggregate_id, _expecting(str(if_match)), command)
        return look(desk, aggregate_id)


def _expecting(if_match: str) -> Callable[[int], None]:
    expected = [tag.strip() for tag in if_match.split(",")]
    if not all(len(tag) > 1 and tag[0] == tag[-1] == '"' for tag in expected):
        raise BadInput(f"If-Match is an ETag such as {etag(3)}, not {if_match}")

    def holds(version: int) -> None:
        if etag(version) not in expected:
            raise VersionDiffers(f"it is {etag(version)} by now, not {if_match}")

    return holds
