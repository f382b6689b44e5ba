"""How long a reviewer waits for the next image and its evidence, with much decided before."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np

from fmnist_gui.cli.play_time import asked, shown
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import gallery_of
from fmnist_gui.core.dataset.predictions import predictions_of
from fmnist_gui.core.review.decision import DECISION_KINDS, Decision
from fmnist_gui.core.review.queue import Candidate, ReviewQueue, queue_of
from fmnist_gui.store.neighbour_table import neighbours_of
from fmnist_gui.store.score_shelf import ScoreShelf

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.ui.review.page import ReviewPage
    from fmnist_gui.ui.workspace import Workspace

DECIDED = 5_000
"""So many decisions are there already."""

RESTS_MS = {"review_key_to_next_image": 150, "review_key_to_next_image_at_once": 0}
"""How long somebody looks at each image, by the name of the figure."""

PAGES, PAGE, PAGE_REST_MS = 20, "review_enter_to_next_page", 300
"""So many pages of sixty images are decided at most, after a look at each."""

READY_MS = 60_000
POLL_MS = 20


def waits_ms(workspace: "Workspace", dataset: Dataset, count: int) -> dict[str, list[float]]:
    """Return the milliseconds from key to the next image painted with its evidence.

    And those from Enter to the next page of images. :data:`DECIDED` decisions of two people are
    stored first.
    """
    from fmnist_gui.ui.review.grid_measure import EnterToPage
    from fmnist_gui.ui.review.measure import KeyToEvidence

    asked(workspace, lambda store: _fill(store, dataset))
    shelf = ScoreShelf(workspace.home.scores)
    _opine(shelf, dataset)
    neighbours_of(dataset, shelf, now=datetime.now(UTC))
    found = {}
    with _page(workspace) as page:
        for place, (name, rest_ms) in enumerate(RESTS_MS.items()):
            page.desk.open(_queue(dataset, count + 1, place=place))
            found[name] = KeyToEvidence(page, count, rest_ms=rest_ms).run()
        page.bar.switch.choose("grid")
        page.desk.open(_queue(dataset, len(gallery_of(dataset)), place=0))
        # The program's own images are too few for a second page.
        if waits := EnterToPage(page.grid_view, PAGES, rest_ms=PAGE_REST_MS).run():
            found[PAGE] = waits
    return found


@contextmanager
def _page(workspace: "Workspace") -> "Iterator[ReviewPage]":
    from PySide6.QtCore import QEventLoop, QTimer

    from fmnist_gui import resources
    from fmnist_gui.ui.review.page import ReviewPage

    with shown(ReviewPage(workspace, resources.folder()), workspace) as page:
        loop = QEventLoop()
        poll = QTimer(loop, interval=POLL_MS)
        poll.timeout.connect(
            lambda: loop.quit() if page.desk.book.is_ready and page.known.is_read else None
        )
        poll.start()
        QTimer.singleShot(READY_MS, loop, loop.quit)
        loop.exec()
        poll.stop()
        yield page


def _queue(dataset: Dataset, count: int, *, place: int) -> ReviewQueue:
    """Return images of all splits that nobody has decided, others for each `place`."""
    gallery = gallery_of(dataset)
    first = min(DECIDED, len(gallery) // 2)
    order = np.random.default_rng(0).permutation(np.arange(first, len(gallery)))
    classes = len(dataset.class_names)
    candidates = [
        Candidate(n, int(gallery.labels[n]), 0.5, (int(gallery.labels[n]) + 1) % classes, "drawn")
        for n in order[place * count :][:count].tolist()
    ]
    return queue_of("margin", "Benchmark", "By chance.", candidates=candidates)


def _fill(store: "LabelStore", dataset: Dataset) -> None:
    """Let two people have decided about the first images, now one and now the other."""
    gallery, now = gallery_of(dataset), datetime.now(UTC) - timedelta(days=1)
    people = [store.annotator(name) for name in ("Somebody else", "Somebody third")]
    rng = np.random.default_rng(0)
    made = []
    for number in range(min(DECIDED, len(gallery) // 2)):
        place = gallery.place(number)
        kind = DECISION_KINDS[int(rng.integers(2))]
        made.append(
            Decision(
                id=uuid4(),
                annotator=people[number % 2],
                fingerprint=gallery.split_of(number).fingerprint,
                split=place.split,
                image_index=place.index,
                kind=kind,
                to_class=0 if kind == "relabel" else None,
                note="",
                at=now + timedelta(seconds=number),
                queue="margin",
            )
        )
    store.review.decide(*made)


def _opine(shelf: ScoreShelf, dataset: Dataset) -> None:
    """Keep what two models and a crowd might say, without which a case would show less."""
    rng, classes, now = np.random.default_rng(0), len(dataset.class_names), datetime.now(UTC)
    for split in dataset.splits.values():
        for name in ("One model", "Another model"):
            probs = rng.dirichlet(np.ones(classes), len(split)).astype(np.float32)
            shelf.keep_predictions(
                split.fingerprint,
                split.name,
                name=name,
                predictions=predictions_of(probs),
                source="benchmark",
                classes=classes,
                now=now,
            )
        counts = rng.multinomial(60, np.full(classes, 1 / classes), len(split))
        shelf.keep_counts(
            split.fingerprint,
            split.name,
            name="A crowd",
            counts=counts,
            source="benchmark",
            now=now,
        )
