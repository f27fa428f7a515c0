"""The real broker and database, found as ARCHITECTURE.md says, or a test skipped by name.

Addresses from the environment (``RECOURSE_TEST_KAFKA``, ``RECOURSE_TEST_POSTGRES``) come first,
then containers when a Docker engine answers, then local processes from packages. With none, tests
that need them are skipped, and fail instead when ``CI`` is set. Nothing outlives its block.

A package's conftest gets the fixtures by importing them: ``kafka``, ``kafka_url``, ``postgres``,
``postgres_url``. Programs that are no tests use ``running_kafka()`` and ``running_postgres()``.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.support.containers import kafka_container, postgres_container
from tests.support.local_kafka import local_kafka
from tests.support.local_postgres import local_postgres
from tests.support.processes import Backend, NotHere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    Way = Callable[[], AbstractContextManager[Backend]]


@contextmanager
def running_kafka() -> Iterator[Backend]:
    """A broker; its ``url`` is a ``RECOURSE_BUS``. ``NotHere`` when there is no way to one."""
    with _first("RECOURSE_TEST_KAFKA", kafka_container, local_kafka) as backend:
        yield backend


@contextmanager
def running_postgres() -> Iterator[Backend]:
    """A database server; its ``url`` is a ``RECOURSE_STORE`` with the right to make databases."""
    with _first("RECOURSE_TEST_POSTGRES", postgres_container, local_postgres) as backend:
        yield backend


@pytest.fixture(scope="session")
def kafka() -> Iterator[Backend]:
    """The broker of the test run, with its handle to freeze it."""
    yield from _or_skipped(running_kafka)


@pytest.fixture(scope="session")
def kafka_url(kafka: Backend) -> str:
    """The broker's ``RECOURSE_BUS``."""
    return kafka.url


@pytest.fixture(scope="session")
def postgres() -> Iterator[Backend]:
    """The database server of the test run, with its handle to freeze it."""
    yield from _or_skipped(running_postgres)


@pytest.fixture(scope="session")
def postgres_url(postgres: Backend) -> str:
    """The database server's ``RECOURSE_STORE``."""
    return postgres.url


@contextmanager
def _first(variable: str, *ways: Way) -> Iterator[Backend]:
    if address := os.environ.get(variable):
        yield Backend(address)
        return
    reasons = [f"{variable} is not set"]
    with ExitStack() as stack:
        for way in ways:
            try:
                backend = stack.enter_context(way())
            except NotHere as reason:
                reasons.append(str(reason))
            else:
                yield backend
                return
    raise NotHere("; ".join(reasons))


def _or_skipped(running: Way) -> Iterator[Backend]:
    with ExitStack() as stack:
        try:
            backend = stack.enter_context(running())
        except NotHere as reason:
            if os.environ.get("CI"):
                pytest.fail(f"{running.__name__}: {reason}")
            pytest.skip(f"{running.__name__}: {reason}")
        yield backend
