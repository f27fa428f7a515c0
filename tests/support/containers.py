"""Kafka and PostgreSQL in containers, published on the loopback address alone."""

from __future__ import annotations

import os
import socket
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from tests.support import local_kafka, local_postgres
from tests.support.processes import Backend, NotHere, await_ready, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KAFKA_IMAGE = "apache/kafka:4.1.0"
POSTGRES_IMAGE = "postgres:15"
ENGINE = "/var/run/docker.sock"

KAFKA_SETTINGS = {
    "KAFKA_PROCESS_ROLES": "broker,controller",
    "KAFKA_NODE_ID": "1",
    "KAFKA_LISTENERS": "PLAINTEXT://0.0.0.0:9092,CONTROLLER://127.0.0.1:9093",
    "KAFKA_CONTROLLER_LISTENER_NAMES": "CONTROLLER",
    "KAFKA_CONTROLLER_QUORUM_VOTERS": "1@127.0.0.1:9093",
    "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
    "KAFKA_AUTO_CREATE_TOPICS_ENABLE": "false",
    "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
    "KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS": "500",
    "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
    "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
    "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR": "1",
}


@contextmanager
def kafka_container() -> Iterator[Backend]:
    """A broker whose port is fixed beforehand: it must announce the port it is reached at."""
    port = free_port()
    environment = KAFKA_SETTINGS | {"KAFKA_ADVERTISED_LISTENERS": f"PLAINTEXT://127.0.0.1:{port}"}
    with _container(KAFKA_IMAGE, 9092, port, environment) as (pause, resume, log):
        await_ready(lambda: local_kafka.answers(port), lambda: True, log)
        yield Backend(f"kafka://127.0.0.1:{port}", pause, resume)


@contextmanager
def postgres_container() -> Iterator[Backend]:
    """A database server with the superuser ``recourse``."""
    port = free_port()
    environment = {"POSTGRES_USER": "recourse", "POSTGRES_PASSWORD": "recourse"}
    address = f"postgresql://recourse:recourse@127.0.0.1:{port}"
    with _container(POSTGRES_IMAGE, 5432, port, environment) as (pause, resume, log):
        await_ready(lambda: local_postgres.answers(address), lambda: True, log)
        yield Backend(address, pause, resume)


def _knock() -> None:
    """Ask the engine's socket first: the client leaves its own open when nobody answers."""
    if os.environ.get("DOCKER_HOST"):
        return
    with socket.socket(socket.AF_UNIX) as engine:
        engine.settimeout(5)
        try:
            engine.connect(ENGINE)
        except OSError as error:
            raise NotHere(f"no Docker engine at {ENGINE}: {error}") from error


Handles = tuple["Callable[[], None]", "Callable[[], None]", "Callable[[], str]"]


@contextmanager
def _container(
    image: str, inside: int, port: int, environment: dict[str, str]
) -> Iterator[Handles]:
    try:
        import docker  # type: ignore[import-untyped,unused-ignore] # noqa: PLC0415
        from testcontainers.core.container import DockerContainer  # noqa: PLC0415  # may be absent
    except ImportError:
        raise NotHere("testcontainers is not installed") from None
    _knock()
    try:
        with closing(docker.from_env(timeout=5)) as engine:
            engine.ping()
        container: Any = DockerContainer(image).with_envs(**environment)
        # Its own method binds all addresses; the client below takes one with the port.
        container.ports[f"{inside}/tcp"] = ("127.0.0.1", port)
        container.start()
    except docker.errors.DockerException as error:
        raise NotHere(f"no container of {image}: {error}") from error
    wrapped = container.get_wrapped_container()
    try:
        yield wrapped.pause, wrapped.unpause, lambda: wrapped.logs().decode(errors="replace")
    finally:
        container.stop()
        container.get_docker_client().client.close()
