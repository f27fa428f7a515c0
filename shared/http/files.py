"""Files over HTTP: brought as a raw body under their media type, handed out to be saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Path, Query, Request, Response

from shared.dates import now
from shared.evidence.acceptance import LONGEST_NAME, Brought, accepted, examined
from shared.evidence.archive import EvidenceArchive
from shared.evidence.soundness import Soundness
from shared.http.codec import local
from shared.http.fitness import fit

if TYPE_CHECKING:
    from shared.evidence.file import KeptFile

Name = Annotated[
    str, Query(min_length=1, max_length=LONGEST_NAME, description="The file's.", examples=["1.jpg"])
]
At = Annotated[datetime, Query(description="When it was brought.")]
LookedAt = Annotated[datetime | None, Query(alias="at", description="When; else now.")]
Person = Annotated[str, Query(min_length=1, max_length=LONGEST_NAME, description="Who looks.")]
Reason = Annotated[str, Query(min_length=1, max_length=LONGEST_NAME, description="Why (R516).")]
Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="The file's SHA-256.")]


async def file_brought(request: Request, name: Name) -> Brought:
    """The body, examined; its ``Content-Type`` must be what it is."""
    told = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return examined(name, await request.body(), told or None)


File = Annotated[Brought, Depends(file_brought)]


def archive_of(request: Request) -> EvidenceArchive:
    """The archive of the service that this API belongs to."""
    archive: EvidenceArchive = request.app.state.part.archive
    return archive


Archive = Annotated[EvidenceArchive, Depends(archive_of)]


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks at something of a customer's, why and when (R516)."""

    person: Person
    reason: Reason
    at: LookedAt = None

    def moment(self) -> datetime:
        """When; refuses a look by nobody or for nothing."""
        for place, text in (("person", self.person), ("reason", self.reason)):
            fit(place, text)
        return local(self.at or now())


Looking = Annotated[Look, Depends()]


def asks_for_file() -> dict[str, Any]:
    """For a route's ``openapi_extra``: its body is a file."""
    binary = {"schema": {"type": "string", "format": "binary"}}
    content = dict.fromkeys(accepted().media_types, binary)
    return {"requestBody": {"required": True, "content": content}}


def handed_out(file: KeptFile, content: bytes) -> Response:
    """The file to be saved, never to be run or shown by the browser as something else."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=file.media_type, headers=headers)


def told_of(sound: Soundness) -> dict[str, Any]:
    """What an archive's proof says."""
    return {
        "checked": sound.checked,
        "missing": list(sound.missing),
        "altered": list(sound.altered),
    }
