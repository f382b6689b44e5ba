"""What was acknowledged is on the disk, whenever the program is killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from fmnist_gui.store.label_store import LabelStore
from tests.store import answering
from tests.store.sample import opened

HOMES = 3
KILLS = 10
"""For each home, 30 in all; the first comes while the database is being made."""


class Programs:
    """Runs programs that answer, one at a time, and kills them."""

    def __init__(self, orders: IO[str], said: IO[str]) -> None:
        self._orders = orders
        self._said = said

    def acknowledged_until_killed(self, home: Path, *, after: int, wait_s: float) -> list[str]:
        """Let a program say `after` entries and go on for `wait_s`; return all that it said."""
        self._orders.write(f"{home}\n")
        self._orders.flush()
        process = int(self._said.readline())
        said = [self._said.readline().strip() for _ in range(after)]
        time.sleep(wait_s)
        os.kill(process, signal.SIGKILL)
        while not (line := self._said.readline().strip()).startswith("ended"):
            said.append(line)
        assert line == "ended by signal 9"
        return said


@pytest.fixture
def programs() -> Iterator[Programs]:
    if sys.platform == "win32":
        pytest.skip("no fork here")
    with subprocess.Popen(
        [sys.executable, "-m", answering.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Programs(process.stdin, process.stdout)
        process.stdin.close()


def _check(home: Path, acknowledged: list[str]) -> None:
    with opened(home) as database:
        store = LabelStore(database)
        lines = store.sessions()
        assert len(lines) == 1
        stored = [str(entry.id) for entry in store.history(lines[0].id).entries]
        session = answering.sitting(store)
    said = set(acknowledged)
    assert [entry for entry in stored if entry in said] == acknowledged
    # Of each program the last entry may have been saved and not said.
    assert len(stored) <= len(acknowledged) + KILLS
    assert session.state == "waiting"
    assert [given.position for given in session.answers] == list(range(session.position))


@pytest.mark.parametrize("number", range(HOMES))
def test_nothing_acknowledged_is_missing_after_ten_kills(
    tmp_path: Path, programs: Programs, number: int
) -> None:
    seed = random.randrange(10**6)
    dice = random.Random(seed)
    acknowledged: list[str] = []

    for kill in range(KILLS):
        # Now while it makes, opens, repairs the database, now while it saves.
        after, wait_s = 0, dice.uniform(0, 0.08)
        if kill and dice.random() < 0.7:
            after, wait_s = dice.randrange(1, 150), dice.uniform(0, 0.003)
        acknowledged += programs.acknowledged_until_killed(tmp_path, after=after, wait_s=wait_s)
        # Every other time the next start is the first to see what the kill left.
        if acknowledged and (kill % 2 or kill == KILLS - 1):
            _check(tmp_path, acknowledged)

    assert acknowledged, f"home {number}, seed {seed}"
