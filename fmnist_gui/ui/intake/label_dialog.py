"""What a file of labels holds, and what of it cannot be kept, before anything is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.intake.intake_sentence import plan_sentence
from fmnist_gui.core.intake.label_file import LabelFile
from fmnist_gui.core.intake.label_kind import WORDS, LabelFormat
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui import theme
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.plain_text import PlainLabel, spoken

TITLE = ADD = "Add labels"
NO_STUDY = "None; they count as labels of these images"
READING, STORING = "Reading …", "Adding …"
WIDTH_PX, HEIGHT_PX, LIST_PX = 560, 420, 72
_EDGE = QSize(48, 48)
_MOST_PX = 4096
_TICKS = 1000


@dataclass(frozen=True)
class Wish:
    """What the labels are to be about: a study, if any, and the split if one must be named."""

    study: Study | None = None
    split: str | None = None


class LabelDialog(QDialog):
    """Shows a file of labels while it is read, when it was read, and while labels are stored.

    `path` is where the file is. Closing it while something is under way stops that.

    Signals:
        wished(Wish): another study or split was chosen.
        agreed(None): what can be kept is to be kept.
        saving(None): the list of what was refused is to be saved.
    """

    wished = Signal(object)
    agreed = Signal()
    saving = Signal()

    def __init__(self, path: Path, format: LabelFormat, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setModal(True)
        self._path = path
        self._studies: tuple[Study, ...] = ()
        self._heading = ElidedLabel(path.name)
        self._heading.setProperty("role", "title")
        self._format = PlainLabel(WORDS[format])
        self._format.setProperty("role", "hint")
        self.study = QComboBox()
        self.study.addItem(NO_STUDY)
        self.split = QComboBox()
        self._sentence = PlainLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.refused = QListWidget()
        self.refused.setAccessibleName("What was refused, and why")
        self.refused.setMinimumHeight(theme.scaled_px(LIST_PX))
        self.save = QPushButton("Save this list …")
        self.save.setProperty("role", "link")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = self.buttons.addButton(ADD, QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setProperty("role", "primary")
        self.add.setDefault(True)
        self._form = QFormLayout()
        self._compose()
        self._connect()
        room = parent.window().size() - _EDGE if parent is not None else QSize(_MOST_PX, _MOST_PX)
        wanted = QSize(theme.scaled_px(WIDTH_PX), theme.scaled_px(HEIGHT_PX))
        self.resize(wanted.boundedTo(room))
        self.show_work(READING, 0, 0)

    @property
    def wish(self) -> Wish:
        """What is chosen."""
        number = self.study.currentIndex()
        study = self._studies[number - 1] if number > 0 else None
        return Wish(study, self.split.currentText() or None)

    @property
    def sentence(self) -> str:
        """What it says about the file."""
        return self._sentence.text()

    @property
    def is_working(self) -> bool:
        """Whether the file is being read, or its labels stored."""
        return not self._progress.isHidden()

    def offer_studies(self, studies: Sequence[Study]) -> None:
        """Offer these beside none."""
        self._studies = tuple(studies)
        for study in studies:
            self.study.addItem(study.title)
        self._show_choices()

    def ask_for_split(self, names: Sequence[str]) -> None:
        """Ask which images are meant, since the file does not tell."""
        self.split.blockSignals(True)
        self.split.addItems([name for name in names if self.split.findText(name) < 0])
        self.split.setCurrentIndex(-1)
        self.split.blockSignals(False)
        self._end("Its images may be those of several splits. Choose which are meant.")
        self._show_choices()
        self.split.setFocus()

    def show_work(self, words: str, done: int, total: int) -> None:
        """Show how far it is; `total` 0 for not known."""
        self._sentence.setText(words)
        self._progress.setRange(0, _TICKS if total else 0)
        self._progress.setValue(_TICKS * done // total if total else 0)
        self._turn(is_working=True, may_add=False)
        self._show_refusals(None)

    def show_file(self, file: LabelFile) -> None:
        """Show what can be kept, and what is refused and why."""
        self._end(plan_sentence(file))
        self._show_refusals(file)
        self.add.setText(f"Add {file.kept:,} label{'' if file.kept == 1 else 's'}")
        self._turn(is_working=False, may_add=True)
        self.add.setFocus()

    def show_error(self, error: Exception) -> None:
        """Say why nothing of the file can be kept."""
        # The file is named above.
        words = str(error).removeprefix(f"{self._path}: ")
        self._end(spoken(RequestError(words)))

    def _end(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self.add.setText(ADD)
        self._turn(is_working=False, may_add=False)
        self._show_refusals(None)

    def _turn(self, *, is_working: bool, may_add: bool) -> None:
        self._progress.setVisible(is_working)
        self.add.setEnabled(may_add)
        self.study.setEnabled(not is_working)
        self.split.setEnabled(not is_working)

    def _show_choices(self) -> None:
        self._form.setRowVisible(self.study, bool(self._studies))
        self._form.setRowVisible(self.split, self.split.count() > 0)

    def _show_refusals(self, file: LabelFile | None) -> None:
        lines = file.refusals.lines(len(file.refusals.listed)) if file is not None else []
        self.refused.clear()
        self.refused.addItems([line.strip() for line in lines])
        self.refused.setVisible(bool(lines))
        self.save.setVisible(bool(lines))

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._format)
        self._fill_form()
        column.addLayout(self._form)
        column.addWidget(self._sentence)
        column.addWidget(self._progress)
        column.addWidget(self.refused, 1)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        column.addWidget(self.buttons)
        self._show_choices()

    def _fill_form(self) -> None:
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, box in (("Study", self.study), ("Images", self.split)):
            box.setAccessibleName(words)
            # Names may be long, and the box gives way.
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            self._form.addRow(words, box)

    def _connect(self) -> None:
        self.study.activated.connect(lambda _: self.wished.emit(self.wish))
        self.split.activated.connect(lambda _: self.wished.emit(self.wish))
        self.save.clicked.connect(self.saving)
        self.add.clicked.connect(self.agreed)
        self.buttons.rejected.connect(self.reject)
