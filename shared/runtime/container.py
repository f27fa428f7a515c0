"""The entry point of a service's image, which holds ``shared`` and that one service.

``python -m services.<service>.bootstrap api|worker`` serves the API, or runs the loops.
"""

from __future__ import annotations

import argparse
import os
import sys

from shared import settings
from shared.errors import RecourseError
from shared.runtime.part import Bootstrap, Clock
from shared.runtime.process import Duty, serve


def main(service: str) -> None:
    """Run until told to stop; exits 1 when it cannot start."""
    parser = argparse.ArgumentParser(prog=service)
    parser.add_argument("role", choices=["api", "worker"])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--clock", type=Clock, choices=list(Clock), default=Clock.told)
    chosen = parser.parse_args()
    is_api = chosen.role == "api"
    duty = Duty(is_api, not is_api, chosen.clock, chosen.host, chosen.port)
    # The module that is running as the main one: its namesake must not be made twice.
    bootstrap: Bootstrap = sys.modules["__main__"]
    try:
        serve(settings.read(os.environ), {service: bootstrap}, duty)
    except RecourseError as error:
        sys.exit(f"{service}: {error}")
