"""A process that serves APIs, runs loops, or both, until it is told to stop."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI

from shared.bus.connect import connect
from shared.contracts.registry import TOPICS
from shared.errors import Unavailable
from shared.http import health
from shared.http.problems import install_problems
from shared.runtime.loops import Supervisor
from shared.runtime.memory import collect_seldom
from shared.runtime.part import Clock
from shared.runtime.patience import patiently

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping

    from shared.bus.interface import Bus
    from shared.runtime.part import Bootstrap, Part
    from shared.settings import Settings

GRACEFUL_SECONDS = 20


@dataclass(frozen=True)
class Duty:
    """What a process does for the services it is given."""

    apis: bool
    loops: bool
    clock: Clock = Clock.told
    host: str = "127.0.0.1"
    port: int = 8000


def house_api(settings: Settings, services: Mapping[str, Bootstrap], duty: Duty) -> FastAPI:
    """APIs under ``/<service>/v1`` and the process's health; loops run as long as it is served."""
    bus = patiently(partial(_bus, settings))
    parts = {
        name: patiently(partial(service.part, settings, bus)) for name, service in services.items()
    }
    works = [
        step
        for name, part in parts.items()
        if duty.loops
        for step in (*services[name].loops(part), *part.clock(duty.clock))
    ]
    supervisor = Supervisor(works)
    house = _process(parts.values(), supervisor, bus.close)
    if duty.apis:
        for name, part in parts.items():
            api = services[name].http_api(part)
            api.state.supervisor = supervisor
            house.mount(f"/{name}/v1", api)
    collect_seldom()
    return house


def serve(settings: Settings, services: Mapping[str, Bootstrap], duty: Duty) -> None:
    """Serve until SIGTERM or SIGINT; loops finish their step before the process ends."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("kafka").setLevel(logging.WARNING)
    logging.getLogger("kafka.net.selector").setLevel(logging.ERROR)  # Tells of every busy moment.
    uvicorn.run(
        house_api(settings, services, duty),
        host=duty.host,
        port=duty.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )


def _bus(settings: Settings) -> Bus:
    bus = connect(settings.bus, settings.home)
    try:
        bus.create_topics(TOPICS)
    except Unavailable:
        bus.close()
        raise
    return bus


def _process(
    parts: Iterable[Part], supervisor: Supervisor, close_bus: Callable[[], None]
) -> FastAPI:
    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        supervisor.start()
        yield
        supervisor.stop()
        for part in parts:
            part.close()
        close_bus()

    house = FastAPI(title="Recourse", lifespan=running, openapi_url=None)
    house.state.desks = [part.desk for part in parts]
    house.state.supervisor = supervisor
    install_problems(house)
    house.include_router(health.router)
    return house
