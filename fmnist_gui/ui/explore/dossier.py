"""Finds out what is known about the image on the side card, once the cursor has rested on it."""

import logging
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.review.remark import Remark
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.explore.side_card import ImageShown, SideCard
from fmnist_gui.ui.image.fact_list import facts_of
from fmnist_gui.ui.image.neighbour_strip import Neighbour, per_split
from fmnist_gui.ui.image.opinion import Opinion, opinions_of, rankings_of
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.workspace import DatasetOpened, LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.store.score_shelf import Kept

REST_MS = 120
LANE = "neighbours"
SEARCHED = 200
"""So many are looked for among all splits; a small split still finds its eight among them."""

KEPT = 64
"""Of so many images the neighbours are remembered."""

log = logging.getLogger(__name__)
Neighbours = tuple[Neighbour, ...]


class Dossier(QObject):
    """Fills the card beyond the image itself.

    Scores and columns are at hand and shown at once. The store and the search for neighbours are
    asked when the card has stayed with an image for 120 ms, and never while it is out of sight.
    """

    def __init__(self, workspace: Workspace, card: SideCard, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._card = card
        self._table: Table | None = None
        self._opinions: tuple[Opinion, ...] = ()
        self._judged_count = 0
        self._gallery: Gallery | None = None
        self._found: OrderedDict[int, Neighbours] = OrderedDict()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rested)
        card.image_shown.connect(self._on_image_shown)
        workspace.dataset_opened.connect(self._on_dataset_opened)
        workspace.labels_changed.connect(self._on_labels_changed)

    def offer_kept(self, gallery: Gallery, kept: "Kept") -> None:
        """Take what is kept of models and people: of each split's newest model and crowd."""
        self._take_opinions(opinions_of(gallery, kept), len(gallery))

    def offer_table(self, table: Table | None) -> None:
        """Take the columns and tags of the gallery, of which the card shows a few as facts."""
        self._table = table
        self._show_at_hand()

    def _take_opinions(self, opinions: Sequence[Opinion], count: int) -> None:
        self._opinions, self._judged_count = tuple(opinions), count
        self._show_at_hand()

    def _on_image_shown(self, shown: ImageShown) -> None:
        if shown.subject.gallery is not self._gallery:
            self._gallery = shown.subject.gallery
            self._found.clear()
        # Another person may have come in on another page, while the card was out of sight.
        self._card.show_to(self._workspace.annotator_name)
        self._show_at_hand()
        self._rest.start()

    def _on_dataset_opened(self, _: DatasetOpened) -> None:
        # Other data may have as many images: what is known belongs to the data before.
        self._table = None
        self._take_opinions((), 0)

    def _on_labels_changed(self, changed: LabelsChanged) -> None:
        if changed.is_exposure:
            return
        if self._card.isVisible() and self._card.subject is not None:
            self._ask_store(self._card.subject)

    def _on_rested(self) -> None:
        subject = self._card.subject
        if subject is not None and self._card.isVisible():
            self._ask_store(subject)
            self._find_neighbours(subject)

    def _show_at_hand(self) -> None:
        subject = self._card.subject
        if subject is None:
            return
        number, count = subject.number, len(subject.gallery)
        if self._table is not None and self._table.count == count:
            self._card.show_known(number, facts=facts_of(self._table, number))
        opinions = self._opinions if self._judged_count == count else ()
        self._card.show_top(number, rankings_of(opinions, number))

    def _ask_store(self, subject: Subject) -> None:
        fingerprint, index = subject.split.fingerprint, subject.index

        def verb(store: "LabelStore") -> tuple[Remark, ...]:
            return store.image_history(fingerprint, index)

        def then(remarks: tuple[Remark, ...]) -> None:
            if subject.is_of(self._card.subject):
                self._card.show_remarks(subject.number, remarks)

        # Why there is no store has been said when it was opened.
        self._workspace.ask(verb, then, failed=_log_only)

    def _find_neighbours(self, subject: Subject) -> None:
        number = subject.number
        if number in self._found:
            self._found.move_to_end(number)
            self._card.show_neighbours(number, self._found[number])
            return
        self._workspace.tasks.run(
            partial(_search, subject), partial(self._on_found, subject), lane=LANE
        )

    def _on_found(self, subject: Subject, found: Neighbours) -> None:
        if subject.gallery is not self._gallery:
            return
        self._found[subject.number] = found
        if len(self._found) > KEPT:
            self._found.popitem(last=False)
        if subject.is_of(self._card.subject):
            self._card.show_neighbours(subject.number, found)


def _search(subject: Subject, report: Report, is_cancelled: CancelCheck) -> Neighbours:
    from fmnist_gui.core.review.neighbour import nearest

    gallery = subject.gallery
    near = nearest(
        gallery.images, [subject.number], SEARCHED, report=report, is_cancelled=is_cancelled
    )
    pairs = zip(near.numbers[0].tolist(), near.distances[0].tolist(), strict=True)
    found = per_split(gallery, [Neighbour(number, distance) for number, distance in pairs])
    return tuple(neighbour for own in found.values() for neighbour in own)


def _log_only(error: Exception) -> None:
    if not isinstance(error, FmnistError):
        raise error
    log.warning("what people said about an image is not known: %s", error)
