"""Where policy versions come from: the files of ``versions/``, and a merchant's own before them.

A file is read when first asked for and kept; nothing is read at import.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from shared.policy.model import Policy, parse
from shared.policy.terms import BadPolicy

VERSIONS: Final = Path(__file__).parent / "versions"
"""The versions that come with the program."""


@dataclass(slots=True)
class _InUse:
    """What a process looks versions up in, and the one that it uses throughout, if any."""

    folders: tuple[Path, ...] = (VERSIONS,)
    pinned: Policy | None = None


_in_use = _InUse()


def pin(version: str | None, folder: Path | None = None) -> None:
    """Settle for this process where versions are looked up; for composition roots alone.

    Files of ``folder`` go before those that come with the program, by name. ``version`` is used
    instead of the one in force. Which policy holds is asked deep in the domains of four services:
    one process has one answer.
    """
    if folder is not None and not folder.is_dir():
        raise BadPolicy(f"{folder} is not a folder of policy versions")
    _in_use.folders = (VERSIONS,) if folder is None else (folder.resolve(), VERSIONS)
    _in_use.pinned = None if version is None else load(version)


def stamp() -> str:
    """What this process's answers about limits follow from: other files, another stamp."""
    told = sha256(_in_use.pinned.version.encode() if _in_use.pinned else b"")
    for path in _files(_in_use.folders).values():
        told.update(path.read_bytes())
    return told.hexdigest()


def load(version: str, folder: Path | None = None) -> Policy:
    """One version by name, of this process's files or of one folder."""
    return _read(version, _folders(folder))


def find(name: str) -> Policy:
    """A version by its name, or by the path of its file: a draft need not be in force anywhere."""
    if not name.endswith(".toml"):
        return load(name)
    return _parsed(Path(name))


def versions(folder: Path | None = None) -> tuple[str, ...]:
    """The versions' names, in the order of their names."""
    return tuple(_files(_folders(folder)))


def newest(folder: Path | None = None) -> Policy:
    """The version that came into force last."""
    return _every(_folders(folder))[-1]


def in_force(at: datetime, folder: Path | None = None) -> Policy:
    """The version in force at a moment: the last one that had begun and not ended (D28)."""
    if _in_use.pinned is not None and folder is None:
        return _in_use.pinned
    for policy in reversed(_every(_folders(folder))):
        if policy.valid_from <= at and (policy.valid_to is None or at < policy.valid_to):
            return policy
    raise BadPolicy(f"no policy is in force at {at.isoformat()}")


def _folders(folder: Path | None) -> tuple[Path, ...]:
    return _in_use.folders if folder is None else (folder,)


def _files(folders: tuple[Path, ...]) -> dict[str, Path]:
    """Version → its file, by name; an earlier folder's goes before a later one's."""
    found = {path.stem: path for folder in reversed(folders) for path in folder.glob("*.toml")}
    return dict(sorted(found.items()))


def _parsed(path: Path) -> Policy:
    """A file's policy; every fault of it names the file."""
    try:
        return parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as fault:
        raise BadPolicy(f"{path} cannot be read: {fault}") from fault
    except BadPolicy as fault:
        raise BadPolicy(f"{path}: {fault}") from fault


@cache
def _read(version: str, folders: tuple[Path, ...]) -> Policy:
    files = _files(folders)
    if version not in files:
        raise BadPolicy(f"no policy {version!a}; there are: {', '.join(files)}")
    policy = _parsed(files[version])
    if policy.version != version:
        raise BadPolicy(f"{files[version].name} calls itself {policy.version}")
    return policy


@cache
def _every(folders: tuple[Path, ...]) -> tuple[Policy, ...]:
    """Every version, in the order in which they came into force."""
    policies = [_read(version, folders) for version in _files(folders)]
    return tuple(sorted(policies, key=lambda policy: (policy.valid_from, policy.version)))
