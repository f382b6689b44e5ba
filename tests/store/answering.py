"""Programs that answer without end and say each answer aloud once it was saved."""

import os
import sys
from pathlib import Path
from time import monotonic_ns

import alembic.runtime.environment  # noqa: F401 - so that a fork need not
import numpy as np

from fmnist_gui.core.session.record import Entry
from fmnist_gui.core.session.session import Session
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import NOW, deck, opened, record

COUNT = 20_000
LABELS = np.zeros(COUNT, dtype=np.uint8)


def sitting(store: LabelStore) -> Session:
    """Return the session that was cut short, or a new one."""
    lines = store.sessions()
    if not lines:
        header = record(store.annotator("Anna"), deck(range(COUNT)))
        store.begin(header)
        return Session(header, LABELS)
    history = store.history(lines[0].id)
    return Session(history.record, LABELS, entries=history.entries)


def answer_without_end(home: Path) -> None:
    """Resume or begin the session of `home`, answer, and take every seventh answer back."""
    with opened(home) as database:
        store = LabelStore(database)

        def save(entry: Entry | None) -> None:
            assert entry is not None
            store.append(entry)
            _say(str(entry.id))

        session = sitting(store)
        save(session.reopen(NOW))
        while True:
            session.shown(monotonic_ns(), NOW)
            save(
                session.answer(
                    0, response_ns=monotonic_ns(), answered_at=NOW, device="simulated", key="0"
                )
            )
            if session.position % 7 == 0:
                save(session.take_back(NOW))


def main() -> None:
    """For each home read, run a process that answers there; say its number, and how it ended.

    A fork spares each of them the imports, so that a kill meets the database and not those.
    """
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _say(str(os.getpid()))
            answer_without_end(Path(line.strip()))
        _, status = os.waitpid(child, 0)
        _say(f"ended by signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "ended")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
