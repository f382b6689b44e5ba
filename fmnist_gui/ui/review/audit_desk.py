"""Draws audits, keeps them, and estimates from what was decided in them; no widgets."""

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.core.review.audit import Audit, draw_audit
from fmnist_gui.core.review.audit_estimate import AuditEstimate, estimate
from fmnist_gui.core.review.audit_queue import audit_queue
from fmnist_gui.core.review.queue import ReviewQueue
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.workspace import DatasetOpened, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

SEED_BITS = 32


class AuditDesk(QObject):
    """Knows the audits of the open images; what was decided it takes from the `desk`.

    Signals:
        changed(None): there are other audits, or none can be drawn yet.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._desk = desk
        self._audits: tuple[Audit, ...] = ()
        # The book has the images and whoever is here by then.
        desk.book.read.connect(self.read_again)
        workspace.dataset_opened.connect(self._on_dataset_opened)
        if desk.book.is_ready:
            self.read_again()

    @property
    def is_ready(self) -> bool:
        """Whether audits can be drawn: the images are open and somebody is here."""
        return self._desk.book.is_ready

    @property
    def splits(self) -> tuple[Split, ...]:
        """The splits that have images."""
        gallery = self._desk.gallery
        return () if gallery is None else tuple(split for split in gallery.splits if len(split))

    def estimates(self) -> tuple[AuditEstimate, ...]:
        """Return what each audit says now, the newest first."""
        decisions, sizes = self._desk.book.standing(), self._sizes()
        return tuple(
            estimate(audit, decisions, population=sizes[audit.fingerprint], rule=self._desk.rule)
            for audit in self._audits
            if audit.fingerprint in sizes
        )

    def queue_of(self, audit: Audit) -> ReviewQueue:
        """Return the queue in which `audit` is gone on with.

        Raises RequestError when other data are open.
        """
        if self._desk.gallery is None:
            raise RequestError("no images are open; open the data that the audit was drawn from")
        return audit_queue(audit, self._desk.gallery)

    def draw(self, split_name: str, *, count: int, seed: int | None = None) -> None:
        """Draw an audit and keep it; by a seed of chance if none is given.

        What cannot be drawn or kept is said by the workspace, and then there is no audit.
        """
        annotator = self._desk.book.annotator
        split = next((split for split in self.splits if split.name == split_name), None)
        if annotator is None or split is None:
            return
        try:
            audit = draw_audit(
                split,
                annotator,
                count=count,
                seed=secrets.randbits(SEED_BITS) if seed is None else seed,
                id=uuid4(),
                at=datetime.now(UTC),
            )
        except FmnistError as error:
            self._workspace.report(error)
            return

        def then(_: None) -> None:
            if split.fingerprint in self._sizes():
                self._audits = (audit, *self._audits)
                self.changed.emit()

        self._workspace.ask(lambda store: store.review.keep_audit(audit), then)

    def read_again(self) -> None:
        """Ask the store for the audits of the open images."""
        fingerprints = tuple(self._sizes())

        def then(found: tuple[Audit, ...]) -> None:
            if fingerprints == tuple(self._sizes()):
                self._audits = found
                self.changed.emit()

        def verb(store: "LabelStore") -> tuple[Audit, ...]:
            found = [audit for name in fingerprints for audit in store.review.audits(name)]
            return tuple(sorted(found, key=lambda audit: audit.at, reverse=True))

        self._workspace.ask(verb, then)

    def _sizes(self) -> dict[str, int]:
        """Return the number of images of each open split, by fingerprint."""
        return {split.fingerprint: len(split) for split in self.splits}

    def _on_dataset_opened(self, _opened: DatasetOpened) -> None:
        # Its audits are read once the book has answered.
        self._audits = ()
        self.changed.emit()
