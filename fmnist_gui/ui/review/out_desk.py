"""Takes away what was decided: asks where to, writes beside the window, says what was written."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.conclusion import Rule
from fmnist_gui.ui import save_dialog
from fmnist_gui.ui.offer import Offer, may_replace, where
from fmnist_gui.ui.undertaking import Undertaking, Words
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset, Split
    from fmnist_gui.core.exchange.review_out import Format
    from fmnist_gui.core.exchange.taken_out import TakenOut
    from fmnist_gui.core.progress import CancelCheck, Report
    from fmnist_gui.core.review.material import Material
    from fmnist_gui.store.label_store import LabelStore

SOURCE = "report"
"""Where labels were shown whose images are in a report or on a sheet."""

TITLE = "Take away"
FOLDER = "Folder for corrected label files"
WORDS = Words(
    busy="Something is still being written; wait for it or cancel it.",
    cancelled="Cancelled; nothing was written.",
    no_memory="There is not enough memory for this; take away a label patch instead.",
)
UNSAVED = "some decisions could not be written yet; save them first, then take them away"
NOT_OPEN = "no data set is open yet; wait until it is read"


OFFERS: "dict[Format, Offer]" = {
    "patch": Offer("Label &patch …", "label-patch", {".csv": "Label patch (*.csv)"}),
    "idx": Offer("&Corrected label files …", "corrected", {}),
    "verdicts": Offer("&Verdicts …", "verdicts", {".json": "Verdicts (*.json)"}),
    "decisions": Offer("Table of all &decisions …", "decisions", {".csv": "Table (*.csv)"}),
    "sheet": Offer(
        "Picture &sheet …",
        "decided",
        {".png": "Picture (*.png)", ".svg": "Drawing (*.svg)"},
    ),
    "review": Offer("&Report …", "label-review", {".html": "Web page (*.html)"}),
}
"""What a menu offers, in its order."""


class OutDesk(QObject):
    """What the menu "Take away" does; `parent` is the page.

    `rule` is by what conclusions are made now, `has_unsaved` tells whether decisions wait to be
    written, `tell` is handed a sentence about each success.

    Signals:
        progressed(Progress): the pages of a sheet are being drawn.
        ended(None): what was under way is over.
    """

    progressed = Signal(object)
    ended = Signal()

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        *,
        rule: Callable[[], Rule],
        has_unsaved: Callable[[], bool],
        tell: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page = parent
        self._rule = rule
        self._has_unsaved = has_unsaved
        self._folder = Path()
        self._work = Undertaking(
            workspace.tasks, say=tell, failed=workspace.report, words=WORDS, parent=self
        )
        self._work.progressed.connect(self.progressed)
        self._work.ended.connect(self.ended)

    @property
    def is_busy(self) -> bool:
        """Whether something is being written."""
        return self._work.is_busy

    def cancel(self) -> None:
        """Stop what is being written; nothing half done is left."""
        self._work.cancel()

    def ask(self, format: "Format") -> None:
        """Ask where to, and write in this format."""
        offer = OFFERS[format]
        if not offer.kinds:
            path = self._ask_folder()
        else:
            name = f"{offer.stem}{next(iter(offer.kinds))}"
            suggested = self._folder / name
            path = save_dialog.ask_path(self._page, suggested, title=TITLE, kinds=offer.kinds)
        if path is not None:
            self._folder = path if format == "idx" else path.parent
            self.write(format, path)

    def _ask_folder(self) -> Path | None:
        """Ask for a folder, and again before label files in it would be replaced."""
        chosen = QFileDialog.getExistingDirectory(self._page, FOLDER, str(self._folder))
        dataset = self._workspace.dataset
        if not chosen or dataset is None:
            return Path(chosen) if chosen else None
        from fmnist_gui.core.exchange.label_idx import label_path

        folder = Path(chosen)
        there = [p for p in (label_path(folder, name) for name in dataset.splits) if p.exists()]
        return folder if may_replace(there, self._page, FOLDER) else None

    def write(self, format: "Format", path: Path) -> None:
        """Write in this format to `path`, and say what was written or why it cannot be."""
        dataset = self._workspace.dataset
        if dataset is None:
            self._workspace.report(RequestError(NOT_OPEN))
        elif self._has_unsaved():
            self._workspace.report(RequestError(UNSAVED))
        else:
            self.with_material(dataset, partial(self._write, format, path))

    def with_material(self, dataset: "Dataset", then: "Callable[[Material], object]") -> None:
        """Hand on all that was decided about these data."""
        rule = self._rule()

        def verb(store: "LabelStore") -> "Material":
            from fmnist_gui.store.review_material import review_material

            return review_material(store, dataset, rule)

        self._workspace.ask(verb, then)

    def _write(self, format: "Format", path: Path, material: "Material") -> None:
        made_at = datetime.now(UTC)

        def work(*, report: "Report", is_cancelled: "CancelCheck") -> "TakenOut":
            from fmnist_gui.core.exchange import review_out
            from fmnist_gui.ui.review.out_picture import png_of

            return review_out.write(
                format,
                path,
                material,
                made_at=made_at,
                png_of=png_of,
                report=report,
                is_cancelled=is_cancelled,
            )

        def deliver(done: "TakenOut") -> str:
            self._expose(format, material)
            return f"{done.sentence} {where(done.files)}"

        self._work.start(work, deliver=deliver)

    def _expose(self, format: "Format", material: "Material") -> None:
        """Write down that labels were shown beside their images."""
        from fmnist_gui.core.exchange.review_example import pictured

        by_split: dict[Split, list[int]] = {}
        shown: Iterable[tuple[Split, int]] = ()
        if format == "sheet":
            shown = ((split, d.image_index) for split, d in material.result.concluded)
        elif format == "review":
            few = pictured(material.result).values()
            shown = ((split, d.image_index) for own in few for split, d in own)
        for split, index in shown:
            by_split.setdefault(split, []).append(index)
        for split, indices in by_split.items():
            self._workspace.expose(split, indices, source=SOURCE)
