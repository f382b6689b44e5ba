"""Gathers what is known about the images of a gallery, each part as soon as it is there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.table import answer_column, score_column
from fmnist_gui.core.table.column import Column, Mask
from fmnist_gui.core.table.table import Table
from fmnist_gui.store.gallery_table import read_told, score_columns
from fmnist_gui.store.score_shelf import Kept, ScoreShelf
from fmnist_gui.ui.explore.inspector import SOURCE
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

GREYS_LANE, SCORES_LANE = "brightness and contrast", "scores of others"


@dataclass(frozen=True, eq=False)
class TableMade:
    """What is known now."""

    table: Table


@dataclass(frozen=True, eq=False)
class ScoresFound:
    """What models and people said about the images of a gallery."""

    gallery: Gallery
    kept: Kept


class TableMaker(QObject):
    """Keeps the table of the open gallery up to date.

    Signals:
        made(TableMade): more is known, or something else.
        seen_again(TableMade): only how often images were met is known anew, since the page showed
            them. What is shown should stay then: of images not seen yet others would come in, be
            seen too, and so on.
        scores_found(ScoresFound): predictions and counts were read.
    """

    made = Signal(object)
    seen_again = Signal(object)
    scores_found = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._gallery: Gallery | None = None
        self._annotator = ""
        self._complaints: set[str] = set()
        self._table = Table(0)
        workspace.labels_changed.connect(self._on_labels_changed)
        workspace.scores_changed.connect(self.read_scores)

    @property
    def table(self) -> Table:
        """What is known now."""
        return self._table

    def open(self, gallery: Gallery) -> None:
        """Begin with another gallery: classes at once, everything else in the background."""
        self._gallery = gallery
        self._table = Table(len(gallery)).with_columns(*score_column.image_columns(gallery))
        if len(gallery):
            self._read_greys(gallery)
            self.read_scores()
            self.read_answers()

    def follow_annotator(self) -> None:
        """Ask the store again if somebody else is here now."""
        if self._workspace.annotator_name != self._annotator:
            self.read_answers()

    def read_answers(self) -> None:
        """Ask the store again for answers, decisions and tags."""
        gallery = self._gallery
        if gallery is None:
            return
        name = self._annotator = self._workspace.annotator_name

        def verb(store: "LabelStore") -> tuple[tuple[Column, ...], dict[str, Mask]]:
            told = read_told(store, gallery, name=name)
            return told.columns(gallery), told.tag_masks(gallery)

        def then(found: tuple[tuple[Column, ...], dict[str, Mask]]) -> None:
            columns, tags = found
            if gallery is self._gallery:
                self._take(self._table.with_columns(*columns).with_tags(tags))

        self._workspace.ask(verb, then)

    def read_scores(self, _news: object = None) -> None:
        """Read again what the home folder keeps of models and crowds."""
        gallery, folder = self._gallery, self._workspace.home.scores
        if gallery is None:
            return

        def work(_report: Report, _is_cancelled: CancelCheck) -> tuple[tuple[Column, ...], Kept]:
            kept = ScoreShelf(folder).kept(gallery.fingerprint)
            return score_columns(gallery, kept), kept

        def then(found: tuple[tuple[Column, ...], Kept]) -> None:
            columns, kept = found
            if gallery is not self._gallery:
                return
            # Each is said once, not with every file that is added.
            for error in kept.damaged:
                if str(error) not in self._complaints:
                    self._complaints.add(str(error))
                    self._workspace.report(error)
            self._take(self._table.with_columns(*columns))
            self.scores_found.emit(ScoresFound(gallery, kept))

        self._workspace.tasks.run(work, then, failed=self._workspace.report, lane=SCORES_LANE)

    def _read_greys(self, gallery: Gallery) -> None:
        def work(report: Report, is_cancelled: CancelCheck) -> tuple[Column, ...]:
            return score_column.grey_columns(gallery, report, is_cancelled)

        def then(columns: tuple[Column, ...]) -> None:
            if gallery is self._gallery:
                self._take(self._table.with_columns(*columns))

        self._workspace.tasks.run(work, then, lane=GREYS_LANE)

    def _take(self, table: Table) -> None:
        self._table = table
        self.made.emit(TableMade(table))

    def _on_labels_changed(self, changed: LabelsChanged) -> None:
        if not changed.is_exposure:
            self.read_answers()
        elif changed.by == SOURCE:
            # Those of a session are read with its answers, which must not wait in line for this.
            self._read_seen()

    def _read_seen(self) -> None:
        gallery, name = self._gallery, self._workspace.annotator_name
        if gallery is None:
            return

        def verb(store: "LabelStore") -> Column:
            seen = {s.name: store.times_seen(name, s.fingerprint) for s in gallery.splits}
            return answer_column.seen_column(gallery, seen)

        def then(column: Column) -> None:
            if gallery is self._gallery and name == self._annotator:
                self._table = self._table.with_columns(column)
                self.seen_again.emit(TableMade(self._table))

        self._workspace.ask(verb, then)
