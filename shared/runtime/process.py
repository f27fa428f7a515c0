"""A process that serves APIs, runs loops, or both, until it is told to stop."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI

from shared.http import health
from shared.http.problems import install_problems

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from shared.runtime.desk import Desk
    from shared.runtime.loops import Supervisor

GRACEFUL_SECONDS = 20


def process_api(
    apis: Mapping[str, FastAPI],
    desks: Sequence[Desk],
    supervisor: Supervisor,
    close: Callable[[], None],
) -> FastAPI:
    """APIs under ``/<service>/v1`` and the process's own health; loops run as long as it is served."""

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        supervisor.start()
        yield
        supervisor.stop()
        close()

    house = FastAPI(title="Recourse", lifespan=running, openapi_url=None)
    house.state.desks, house.state.supervisor = desks, supervisor
    install_problems(house)
    house.include_router(health.router)
    for name, api in apis.items():
        house.mount(f"/{name}/v1", api)
    return house


def serve(api: FastAPI, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    uvicorn.run(
        api,
        host=host,
        port=port,
        access_log=False,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
        server_header=False,
    )
