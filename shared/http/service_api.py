"""One service's API from its routers: problems, kept answers, the house's routes, health."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fastapi import Depends, FastAPI

from shared.http import batches, health, verification
from shared.http.answers import Answers
from shared.http.bodies import describe_bodies
from shared.http.codec import Codec
from shared.http.entry import let_everyone_in
from shared.http.problems import install_problems
from shared.runtime.loops import Supervisor
from shared.store.service import LetTimePass

if TYPE_CHECKING:
    from fastapi import APIRouter

    from shared.audit.verification import Check
    from shared.runtime.part import Part

VERSION = "1"


@dataclass(frozen=True)
class Offer:
    """What a service offers over HTTP: its routes, its commands with an example each.

    ``narrowed`` maps a field to the type of the values that it may have.
    """

    title: str
    about: str
    router: APIRouter
    examples: Mapping[type[Any], Mapping[str, Any]]
    narrowed: Mapping[str, Any] = field(default_factory=dict)
    checks: Sequence[Check] = ()
    """Equalities of its own that it can prove."""


def service_api(part: Part, offer: Offer) -> FastAPI:
    """The application to serve under ``/<service>/v1``."""
    api = FastAPI(title=offer.title, description=offer.about, version=VERSION, redoc_url=None)
    state = api.state
    state.part, state.desk, state.desks = part, part.desk, [part.desk]
    state.supervisor = Supervisor()
    state.answers = Answers(part.desk)
    state.checks = offer.checks
    state.codec = Codec((*offer.examples, LetTimePass), offer.narrowed)
    state.problems = install_problems(api)
    for router in (offer.router, batches.router, verification.router):
        api.include_router(router, dependencies=[Depends(let_everyone_in)])
    api.include_router(health.router)
    describe_bodies(api, state.codec, {one.__name__: of for one, of in offer.examples.items()})
    return api
