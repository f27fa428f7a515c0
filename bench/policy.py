"""`recourse policy decide` over stdin, as a process, next to the pure function alone."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from statistics import median
from typing import Any

from shared.policy.decide import decide
from shared.policy.facts import CHOICES, COUNTS, parse_facts
from shared.policy.shelf import newest

OBJECTS = 50_000
RUNS = 3
DAYS = 20


def main() -> None:
    """Print facts objects a second: the command with its start, and the function alone."""
    asked = [json.dumps(facts) for facts in _facts(random.Random(7))]
    command = OBJECTS / median(_command(asked) for _ in range(RUNS))
    function = OBJECTS / median(_function(asked) for _ in range(RUNS))
    print(f"policy decide {command:8,.0f} objects/s   decide alone {function:8,.0f} objects/s")


def _facts(chance: random.Random) -> list[dict[str, Any]]:
    """Every cause and stage alike, every other fact known in half the cases."""
    made = []
    for _ in range(OBJECTS):
        known = {name: chance.choice(CHOICES[name]) for name in ("cause", "stage")}
        for name, choices in CHOICES.items():
            if name not in known and chance.random() < 0.5:
                known[name] = chance.choice(choices)
        counts = {name: chance.randrange(DAYS) for name in COUNTS if chance.random() < 0.5}
        made.append(known | counts)
    return made


def _command(asked: list[str]) -> float:
    words = [sys.executable, "-m", "services.cli", "policy", "decide"]
    start = time.perf_counter()
    done = subprocess.run(words, input="\n".join(asked), text=True, capture_output=True, check=True)
    seconds = time.perf_counter() - start
    if len(done.stdout.splitlines()) != OBJECTS:
        raise RuntimeError("not every line was answered")
    return seconds


def _function(asked: list[str]) -> float:
    policy, known = newest(), [parse_facts(json.loads(line)) for line in asked]
    start = time.perf_counter()
    for facts in known:
        decide(facts, policy)
    return time.perf_counter() - start
