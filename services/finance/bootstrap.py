"""Composition root of finance: the only module that may import all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.finance import publishing, reactions, worker
from services.finance.application import Finance
from services.finance.terms_shelf import all_terms
from shared.runtime.member import Member
from shared.runtime.opening import opened
from shared.runtime.part import Part, open_part

if TYPE_CHECKING:
    from fastapi import FastAPI

    from shared.bus.interface import Bus
    from shared.runtime.loops import Step
    from shared.settings import Settings


def application(settings: Settings) -> Finance:
    """The service over its own store, under the policy that the settings name."""
    finance = opened(Finance, settings, four_eyes=settings.two_people("finance"))
    finance.courier_terms = all_terms(settings.courier_terms)
    return finance


def member(settings: Settings, bus: Bus) -> Member:
    """The service with its relay and listener on a log."""
    return Member(application(settings), publishing.announce, reactions, bus)


def part(settings: Settings, bus: Bus) -> Part:
    """The service with its projections' tables, as a process runs it."""
    return open_part(member(settings, bus), worker.PROJECTIONS, settings)


def http_api(part: Part) -> FastAPI:
    """What the service offers under ``/finance/v1``."""
    from services.finance import api  # noqa: PLC0415  # late: the import needs no web framework
    from shared.http.service_api import service_api  # noqa: PLC0415  # the same

    return service_api(part, api.OFFER)


def loops(part: Part) -> list[Step]:
    """What the service's worker runs."""
    return worker.loops(part)


if __name__ == "__main__":
    from shared.runtime.container import main

    main("finance")
