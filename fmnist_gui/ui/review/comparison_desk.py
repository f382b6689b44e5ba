"""Compares label patches with each other, or one with what is decided here, and merges them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.stats import percent
from fmnist_gui.ui import save_dialog
from fmnist_gui.ui.review.comparison_dialog import Compared, ComparisonDialog
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.progress import CancelCheck, Report
    from fmnist_gui.core.review.material import Material
    from fmnist_gui.core.review.patch import Patch
    from fmnist_gui.ui.review.out_desk import OutDesk

CHOOSE = "Compare label patches: choose two, or one to compare with what is decided here"
FILTER = "Label patches (*.csv);;All files (*)"
HERE = "decided here"
LANE = "compare patches"
MOST = 500
"""Contradictions that are told by image."""


class ComparisonDesk(QObject):
    """Reads patches, shows how they compare, and saves what they say together.

    `out` gathers what is decided here; `tell` is handed the sentence about what was saved.
    """

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        *,
        out: "OutDesk",
        tell: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page = parent
        self._out = out
        self._tell = tell
        self.dialog: ComparisonDialog | None = None

    def choose(self) -> None:
        """Ask for patches and compare them."""
        start = self._workspace.settings.choices.last_folder
        chosen, _ = QFileDialog.getOpenFileNames(self._page, CHOOSE, start, FILTER)
        if chosen:
            self.compare([Path(name) for name in chosen])

    def compare(self, paths: Sequence[Path]) -> None:
        """Compare two patches, or one with what is decided here, or say why that cannot be."""
        dataset = self._workspace.dataset
        if len(paths) > 2:
            sentence = f"two patches are compared at a time, and {len(paths)} were chosen"
            self._workspace.report(RequestError(f"{sentence}; choose two, or one"))
        elif len(paths) == 2:
            self._read(paths, None)
        elif dataset is None:
            self._workspace.report(RequestError("no data set is open yet; wait until it is read"))
        else:
            self._out.with_material(dataset, partial(self._read, paths))

    def _read(self, paths: Sequence[Path], here: "Material | None") -> None:
        dataset = self._workspace.dataset
        class_names = () if dataset is None else dataset.class_names

        def work(_report: "Report", _is_cancelled: "CancelCheck") -> Compared:
            from fmnist_gui.core.exchange import label_patch
            from fmnist_gui.core.review.patch import patch_of

            patches = [label_patch.read(path) for path in paths]
            names = [in_line(path.name) for path in paths]
            if here is not None:
                patches.append(patch_of(here.result))
                names.append(HERE)
            return compared(patches, names, class_names=class_names)

        self._workspace.tasks.run(work, self._show, failed=self._workspace.report, lane=LANE)

    def _show(self, found: Compared) -> None:
        self.dialog = ComparisonDialog(found, self._page)
        self.dialog.merge_asked.connect(partial(self._ask, found))
        self.dialog.open()

    def _ask(self, found: Compared) -> None:
        start = Path(self._workspace.settings.choices.last_folder) / "merged-patch.csv"
        kinds = {".csv": "Label patch (*.csv)"}
        path = save_dialog.ask_path(self._page, start, title="Save merged patch", kinds=kinds)
        if path is not None:
            self.save(found, path)

    def save(self, found: Compared, path: Path) -> None:
        """Write what both patches say together. Does nothing where they contradict each other."""
        merged = found.merged
        if merged is None:
            return

        def work(_report: "Report", _is_cancelled: "CancelCheck") -> str:
            from fmnist_gui.core.exchange import label_patch

            label_patch.write(path, merged)
            return f"A patch about {percent.images(len(merged.places))} saved as {path}."

        self._workspace.tasks.run(work, self._tell, failed=self._workspace.report)


def compared(
    patches: "Sequence[Patch]", names: Sequence[str], *, class_names: Sequence[str]
) -> Compared:
    """Return how two patches compare. Raises DataError for patches of other data."""
    from fmnist_gui.core.review.comparison import compare, merged
    from fmnist_gui.core.review.outcome_words import label_name, row_words

    first, second = patches
    found = compare(first, second)
    one, other = ({row.place: row for row in patch.rows} for patch in patches)
    told = [
        f"{place[0]} {place[1]}, {label_name(one[place], class_names)}: "
        f"{row_words(one[place], class_names)} or {row_words(other[place], class_names)}"
        for place in found.contradicted[:MOST]
    ]
    more = len(found.contradicted) - len(told)
    return Compared(
        (names[0], names[1]),
        found.sentence,
        tuple(told) + ((f"and {more:,} more",) if more else ()),
        None if found.contradicted else merged(patches),
    )
