"""``recourse serve`` and ``recourse work``: the services as processes, one or all of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from services.cli.composition import settings
from services.cli.house import SERVICES
from shared.errors import BadInput
from shared.runtime.part import Clock
from shared.runtime.process import Duty
from shared.runtime.process import serve as run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.runtime.part import Bootstrap

ClockOption = Annotated[
    Clock,
    typer.Option(help="What moves business time: whoever tells it (POST …/clock), or the wall."),
]
HostOption = Annotated[str, typer.Option(help="Address to listen on.")]
PortOption = Annotated[int, typer.Option(help="Port to listen on.")]


def serve(
    services: Annotated[
        list[str] | None, typer.Argument(help="Only the APIs of these; workers run elsewhere.")
    ] = None,
    clock: ClockOption = Clock.told,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
) -> None:
    """Serve all services in one process, loops included; or the APIs of some."""
    chosen = bootstraps(services or SERVICES)
    run(settings(), chosen, Duty(True, not services, clock, host, port))


def work(
    service: Annotated[str, typer.Argument(help="The service whose loops to run.")],
    clock: ClockOption = Clock.told,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8001,
) -> None:
    """Run one service's loops: relay, listener, projections. Serves only its health."""
    run(settings(), bootstraps([service]), Duty(False, True, clock, host, port))


def bootstraps(names: Sequence[str]) -> dict[str, Bootstrap]:
    """The composition roots of services by name."""
    if unknown := [name for name in names if name not in SERVICES]:
        raise BadInput(f"{unknown[0]!r} is no service; there are {', '.join(SERVICES)}")
    return {name: import_module(f"services.{name}.bootstrap") for name in names}
