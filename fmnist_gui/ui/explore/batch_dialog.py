"""Asks which class many images are to get at once, and shows them first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.session.batch import for_study
from fmnist_gui.core.session.key_map import KeyMap, digit_keys
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.stats import percent
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui import theme
from fmnist_gui.ui.answer_button import AnswerButton
from fmnist_gui.ui.chooser import Chooser
from fmnist_gui.ui.explore.batch_preview import BatchPreview
from fmnist_gui.ui.plain_text import PlainLabel

if TYPE_CHECKING:
    from fmnist_gui.store.batch import BatchGround

WIDTH_PX, MARGIN_PX, SPACING_PX = 560, 24, 12
COLUMNS = 3
AIR_PX, LINE_PX = 40, 32
CLASSES_MOST_PX = 208
NO_STUDY = "No study"
NOTE = (
    "They are marked as given to many at once, and never count as anybody's performance. "
    "Ctrl+Z takes them back."
)


@dataclass(frozen=True)
class BatchChosen:
    """What the images are to get, and for which study, if any."""

    number: int
    study: Study | None


class BatchDialog(QDialog):
    """Images, how many of them have a label of this person already, the classes, and a study.

    A key or a click chooses the class; nothing happens before that is applied.

    Signals:
        applied(BatchChosen): the images are to get this class.
    """

    applied = Signal(object)

    def __init__(
        self,
        gallery: Gallery,
        numbers: Sequence[int],
        *,
        name: str,
        ground: "BatchGround",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Label images")
        self.setModal(True)
        self._gallery, self._ground, self._name = gallery, ground, name
        self._by_split = gallery.by_split(numbers)
        self._numbers = tuple(numbers)
        self._keys = KeyMap(digit_keys(len(gallery.class_names)))
        self._chosen: int | None = None
        self._title, self._sentence, self._note = PlainLabel(), PlainLabel(), PlainLabel(NOTE)
        self._title.setProperty("role", "title")
        for label in (self._sentence, self._note):
            label.setWordWrap(True)
        self._note.setProperty("role", "hint")
        self.preview = BatchPreview(gallery)
        self.study = Chooser("For a study")
        self.study.offer([(NO_STUDY, None), *((s.title, s) for s in ground.studies)])
        self.study.setMinimumHeight(theme.scaled_px(LINE_PX))
        self.classes = [
            AnswerButton(key, class_name)
            for key, class_name in zip(self._keys.keys, gallery.class_names, strict=True)
        ]
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.apply = self.buttons.addButton("Apply", QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply.setProperty("role", "primary")
        self.apply.setDefault(True)
        self._compose()
        self._connect()
        self._say()
        self.setMinimumWidth(min(theme.scaled_px(WIDTH_PX), 960))

    @property
    def chosen(self) -> int | None:
        """The class that is chosen."""
        return self._chosen

    @property
    def title(self) -> str:
        """What its heading says."""
        return self._title.text()

    @property
    def sentence(self) -> str:
        """What it says about the images."""
        return self._sentence.text()

    @property
    def left(self) -> dict[str, tuple[int, ...]]:
        """The images that would get the class, by the name of their split."""
        study: Study | None = self.study.currentData()
        found = {}
        for split in self._gallery.splits:
            indices = tuple(self._by_split.get(split.name, ()))
            if study is not None:
                known = self._ground.in_study.get(study.sha256, frozenset())
                is_asked = split.fingerprint == study.fingerprint
                indices = for_study(indices, study, known) if is_asked else ()
            if indices:
                found[split.name] = indices
        return found

    def choose(self, number: int) -> None:
        """Choose a class; another one takes its place."""
        self._chosen = number
        for other, button in enumerate(self.classes):
            button.mark("given" if other == number else "")
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        """Let keys choose a class at once, and give the classes the height they need."""
        super().showEvent(event)
        self.setFocus()
        column = self.layout()
        assert column is not None
        column.activate()
        wanted = max(column.totalHeightForWidth(self.width()), column.sizeHint().height())
        self.resize(self.width(), min(wanted, self.screen().availableGeometry().height() - AIR_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the class of the key; Enter applies, and nothing else."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Without a class Qt would press Cancel.
            self.apply.click()
            return
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        number = self._keys.class_of(event.text()) if event.text() and is_plain else None
        if number is None:
            super().keyPressEvent(event)
        else:
            self.choose(number)

    def _say(self) -> None:
        left = self.left
        count, all_of_them = sum(map(len, left.values())), len(self._numbers)
        self._title.setText(_title(count, all_of_them))
        self._sentence.setText(f"As {in_line(self._name)}. {self._known(left)}")
        self.preview.show_images(
            [
                number
                for name, indices in left.items()
                for number in self._gallery.numbers_at(name, indices)
            ]
        )
        words = "" if self._chosen is None else f" as {self._gallery.class_names[self._chosen]}"
        what = f"Label {percent.images(count)}{words}" if words else "Choose a class"
        self.apply.setText(what if count else "Nothing to label")
        self.apply.setEnabled(self._chosen is not None and count > 0)

    def _known(self, left: dict[str, tuple[int, ...]]) -> str:
        study: Study | None = self.study.currentData()
        out = len(self._numbers) - sum(map(len, left.values()))
        if study is not None and out:
            return (
                f"{percent.images(out)} left out: the study does not ask about them, or you have "
                "labelled them there or are to in a sitting."
            )
        prints = {split.name: split.fingerprint for split in self._gallery.splits}
        known = sum(
            len(self._ground.labelled.get(prints[name], frozenset()) & set(indices))
            for name, indices in left.items()
        )
        if not known:
            return "None of them has a label of yours yet."
        if known == sum(map(len, left.values())):
            return "All of them have a label of yours already, which stays in the record."
        return f"{known:,} of them {'has' if known == 1 else 'have'} a label of yours already."

    def _compose(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, button in enumerate(self.classes):
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
        inner = QWidget()
        inner.setLayout(grid)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.setMaximumHeight(
            min(theme.scaled_px(CLASSES_MOST_PX), inner.sizeHint().height() + 2)
        )
        row = QHBoxLayout()
        # The style sheet's least height is that of normal type, and large type would be cut.
        row.addStrut(self.study.sizeHint().height())
        row.addWidget(PlainLabel("For a study"))
        row.addWidget(self.study)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        column.setSpacing(SPACING_PX)
        for widget in (self._title, self.preview, self._sentence, scroll):
            column.addWidget(widget)
        if self._ground.studies:
            column.addLayout(row)
        column.addWidget(self._note)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        for number, button in enumerate(self.classes):
            button.clicked.connect(lambda _=False, number=number: self.choose(number))
        self.study.activated.connect(lambda _: self._say())
        self.buttons.rejected.connect(self.reject)
        self.buttons.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        if self._chosen is not None and self.left:
            self.accept()
            self.applied.emit(BatchChosen(self._chosen, self.study.currentData()))


def _title(count: int, all_of_them: int) -> str:
    """Return the heading for so many images that would get a label, of so many selected."""
    if not count:
        return "Nothing is left to label"
    if all_of_them == 1:
        return "Label 1 image"
    of_all = "" if count == all_of_them else f" of {all_of_them:,}"
    return f"Label {count:,}{of_all} images"
