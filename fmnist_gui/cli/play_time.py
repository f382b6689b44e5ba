"""How long a person waits for the next image with much stored, and how true their times are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from fmnist_gui.core.child import run_in_child
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.record import Answer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.ui.play.page import PlayPage
    from fmnist_gui.ui.workspace import Workspace

STORED = 100_000
"""So many answers are there already."""

SOMEBODY = "Somebody else"
SIZE_PX = 1280, 720
BUSY_SIDE = 600
START_TIMEOUT_MS = 60_000

T = TypeVar("T")
P = TypeVar("P", bound="QWidget")


def waits_ms(workspace: "Workspace", dataset: Dataset, count: int) -> dict[str, list[float]]:
    """Return the milliseconds from key to next image, over `count` images, alone and not alone.

    :data:`STORED` answers are stored first. The second time a child of low priority computes on
    one thread all the while, as scoring does.
    """
    from fmnist_gui.ui.play.measure import KeyToPaint

    asked(workspace, lambda store: _fill(store, dataset))
    found = {}
    with _page(workspace) as page:
        found["key_to_next_image_painted"] = KeyToPaint(page, count, annotator="Alone").run()
    with _page(workspace) as page, _busy_child(workspace):
        waits = KeyToPaint(page, count, annotator="In company").run()
        found["key_to_next_image_painted_while_computing"] = waits
    return found


def errors_ms(workspace: "Workspace", count: int) -> list[float]:
    """Return by how much response times differ from known delays, over `count` answers."""
    from fmnist_gui.ui.play.measure import KnownDelays

    with _page(workspace) as page:
        return [abs(error) for error in KnownDelays(page, count + 1).run()]


def compute(*, report: Report, is_cancelled: CancelCheck) -> None:
    """Multiply matrices until somebody ends it; `report` is called once it is under way."""
    matrix = np.random.default_rng(0).random((BUSY_SIDE, BUSY_SIDE))
    while not is_cancelled():
        product = matrix @ matrix
        report(1, 1)
        matrix = product / product.max()


@contextmanager
def _page(workspace: "Workspace") -> "Iterator[PlayPage]":
    from fmnist_gui.ui.play.page import PlayPage

    with shown(PlayPage(workspace), workspace) as page:
        yield page


@contextmanager
def shown(page: P, workspace: "Workspace") -> Iterator[P]:
    """Show a page at a usual size, and put it away afterwards."""
    page.resize(*SIZE_PX)
    page.show()
    try:
        yield page
    finally:
        page.close()
        # What the page has asked of the store comes back before it is gone.
        asked(workspace, lambda _store: None)
        page.deleteLater()


@contextmanager
def _busy_child(workspace: "Workspace") -> Iterator[None]:
    """Let a child compute in the meantime, started as the program starts its own."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    failures: list[Exception] = []

    def failed(error: Exception) -> None:
        failures.append(error)
        loop.quit()

    job = workspace.tasks.run(
        lambda report, is_cancelled: run_in_child(
            compute, report=report, is_cancelled=is_cancelled
        ),
        lambda _: None,
        failed=failed,
        on_progress=lambda _done, _total: loop.quit(),
    )
    QTimer.singleShot(START_TIMEOUT_MS, loop, loop.quit)
    loop.exec()
    try:
        if failures:
            raise failures[0]
        yield
    finally:
        job.cancel()


def asked(workspace: "Workspace", verb: "Callable[[LabelStore], T]") -> T:
    """Return what `verb` finds in the store, waiting for it."""
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    results: list[T] = []
    failures: list[Exception] = []

    def then(result: T) -> None:
        results.append(result)
        loop.quit()

    def failed(error: Exception) -> None:
        failures.append(error)
        loop.quit()

    workspace.ask(verb, then, failed=failed)
    loop.exec()
    if failures:
        raise failures[0]
    return results[0]


def _fill(store: "LabelStore", dataset: Dataset) -> None:
    """Store answers of simulated sessions of practice, each session at once."""
    from fmnist_gui import __version__
    from fmnist_gui.store.sitting import Start, begin

    split = dataset.splits.get("train") or next(iter(dataset.splits.values()))
    rng, now, left = np.random.default_rng(0), datetime.now(UTC), STORED
    while left > 0:
        start = Start(
            preset("practice"),
            SOMEBODY,
            seed=left,
            app_version=__version__,
            count=min(left, len(split)),
            is_simulated=True,
        )
        session = begin(store, dataset, start, now=now)
        answers: list[Answer] = []
        for position in range(session.count):
            session.shown(position * 10**9, now)
            said = session.answer(
                int(rng.integers(len(dataset.class_names))),
                response_ns=position * 10**9 + 10**8,
                answered_at=now,
                device="simulated",
                key="",
            )
            if said is None:
                raise FmnistError("a simulated answer was not taken; this is a bug")
            answers.append(said)
        store.append(*answers)
        left -= len(answers)
