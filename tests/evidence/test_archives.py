"""Both archives: what is kept is handed out as it was brought, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

import psycopg
import pytest

from shared.evidence.acceptance import examined
from shared.evidence.archive import EvidenceAltered, EvidenceArchive, EvidenceMissing
from shared.evidence.connect import open_archive
from shared.store.connect import create_database
from tests.evidence.files import jpeg
from tests.support.backends import postgres, postgres_url

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["postgres", "postgres_url"]

BROUGHT = examined("1.jpg", jpeg())
DIGEST = BROUGHT.file.sha256
FORGED = jpeg("a forged box")


class World(Protocol):
    """An archive and whoever tampers with it."""

    def open(self) -> EvidenceArchive:
        """The archive, as one more process would open it."""

    def forge(self, digest: str, content: bytes) -> None:
        """Put other content in a file's place, past the archive."""


class Folder:
    def __init__(self, home: Path) -> None:
        self.home = home

    def open(self) -> EvidenceArchive:
        return open_archive("embedded", "intake", self.home)

    def forge(self, digest: str, content: bytes) -> None:
        place = self.home / "evidence" / "intake" / digest[:2] / digest[2:]
        place.chmod(0o600)
        place.write_bytes(content)


class Database:
    def __init__(self, url: str) -> None:
        self.url = url
        create_database(url)

    def open(self) -> EvidenceArchive:
        return open_archive(self.url, "intake", None)  # type: ignore[arg-type]  # needs no folder

    def forge(self, digest: str, content: bytes) -> None:
        with psycopg.connect(self.url) as connection:
            forging = "UPDATE evidence SET content = %s WHERE sha256 = %s"
            connection.execute(forging, (content, digest))


@pytest.fixture(params=["folder", pytest.param("database", marks=pytest.mark.broker)])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    if request.param == "folder":
        return Folder(tmp_path)
    return Database(f"{request.getfixturevalue('postgres_url')}/t{uuid4().hex}")


def test_a_kept_file_is_handed_out_as_it_was_brought(world: World) -> None:
    world.open().keep(BROUGHT)

    assert world.open().content(DIGEST) == BROUGHT.content


def test_the_same_file_again_changes_nothing(world: World) -> None:
    archive = world.open()
    archive.keep(BROUGHT)
    archive.keep(BROUGHT)
    world.open().keep(BROUGHT)

    assert archive.content(DIGEST) == BROUGHT.content


def test_r514_an_altered_file_is_noticed_when_it_is_read(world: World) -> None:
    world.open().keep(BROUGHT)
    world.forge(DIGEST, FORGED)

    with pytest.raises(EvidenceAltered, match=DIGEST):
        world.open().content(DIGEST)


def test_r514_an_altered_file_is_never_covered_up_by_bringing_it_again(world: World) -> None:
    world.open().keep(BROUGHT)
    world.forge(DIGEST, FORGED)

    with pytest.raises(EvidenceAltered):
        world.open().keep(BROUGHT)
    with pytest.raises(EvidenceAltered):
        world.open().content(DIGEST)


def test_a_file_that_is_not_kept_is_missing(world: World) -> None:
    with pytest.raises(EvidenceMissing, match=DIGEST):
        world.open().content(DIGEST)


def test_r516_a_folder_is_read_by_nobody_else_and_holds_only_whole_files(tmp_path: Path) -> None:
    Folder(tmp_path).open().keep(BROUGHT)
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]

    assert [path.read_bytes() for path in kept] == [BROUGHT.content]
    assert kept[0].stat().st_mode & 0o777 == 0o400
    assert kept[0].parent.stat().st_mode & 0o077 == 0
