"""Composition root of intake: the only module that may import all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.intake import publishing, reactions, worker
from services.intake.application import Intake
from services.intake.keys.master import FILE, MasterKey
from services.intake.profile import merchant
from shared.runtime.member import Member
from shared.runtime.opening import opened
from shared.runtime.part import Part, open_part

if TYPE_CHECKING:
    from fastapi import FastAPI

    from shared.bus.interface import Bus
    from shared.runtime.loops import Step
    from shared.settings import Settings


def application(settings: Settings) -> Intake:
    """The service over its own store, under the policy and the profile that the settings name."""
    given = settings.key.get_secret_value() if settings.key else None
    master = MasterKey(given, settings.home / FILE)
    return opened(
        Intake, settings, master=master, merchant=merchant(settings.profile, settings.home)
    )


def member(settings: Settings, bus: Bus) -> Member:
    """The service with its relay and listener on a log."""
    return Member(application(settings), publishing.announce, reactions, bus)


def part(settings: Settings, bus: Bus) -> Part:
    """The service with its projections' tables, as a process runs it."""
    return open_part(member(settings, bus), worker.PROJECTIONS, settings)


def http_api(part: Part) -> FastAPI:
    """What the service offers under ``/intake/v1``."""
    from services.intake import api  # noqa: PLC0415  # late: the import needs no web framework
    from shared.http.service_api import service_api  # noqa: PLC0415  # the same

    return service_api(part, api.OFFER)


def loops(part: Part) -> list[Step]:
    """What the service's worker runs."""
    return worker.loops(part)


if __name__ == "__main__":
    from shared.runtime.container import main

    main("intake")
