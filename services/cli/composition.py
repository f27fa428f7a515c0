"""Which house a command works on: all services in this process, or those behind a gateway."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from shared import settings as settings_module

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.house import House
    from services.cli.importing.party import ImportHouse
    from shared.settings import Settings


def settings() -> Settings:
    """The environment's decisions, read once a command."""
    return settings_module.read(os.environ)


@contextmanager
def import_house() -> Iterator[ImportHouse]:
    """The house that an import brings its rows to; closed afterwards."""
    chosen = settings()
    if chosen.gateway:
        from services.cli.gateway import GatewayHouse  # noqa: PLC0415  # late: needs the HTTP client

        with GatewayHouse(chosen.gateway) as remote:
            yield remote
        return
    with local_house() as house:
        yield house


@contextmanager
def local_house() -> Iterator[House]:
    """All services in this process, on the stores and the log of the settings."""
    from services.cli.house import open_house  # noqa: PLC0415  # late: needs every service

    house = open_house(settings())
    try:
        yield house
    finally:
        house.close()
