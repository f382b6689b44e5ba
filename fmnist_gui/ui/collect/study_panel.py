"""The list of studies at the left of the page, and how one comes into it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.ui.card.label import icon_size
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.line_list.key_list import KeyList
from fmnist_gui.ui.line_list.line import Line


class StudyPanel(QFrame):
    """Lets somebody choose a study, begin one, or open one that others have begun.

    Signals:
        chosen(str): the hash of the study that is to be shown.
        new_asked(None): a study is to be put together.
        open_asked(None): a study that somebody else has begun is to be opened from its file.
        join_asked(None): a study on a server is to be joined.
    """

    chosen = Signal(str)
    new_asked = Signal()
    open_asked = Signal()
    join_asked = Signal()

    def __init__(self, icons_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "list")
        self.studies = KeyList("Studies", is_single=True)
        self.new_button = QPushButton("New study …")
        self.open_button = QPushButton("Open study file …")
        self.join_button = QPushButton("Join on a server …")
        for button, name in (
            (self.new_button, "collect"),
            (self.open_button, "folder"),
            (self.join_button, "download"),
        ):
            button.setIcon(icon(name, icons_folder))
            button.setIconSize(icon_size())
        self._compose()
        self.studies.keys_chosen.connect(lambda keys: self.chosen.emit(str(keys[0])))
        self.new_button.clicked.connect(self.new_asked)
        self.open_button.clicked.connect(self.open_asked)
        self.join_button.clicked.connect(self.join_asked)

    @property
    def study(self) -> str:
        """The hash of the study that is chosen, "" while there is none."""
        return next((str(key) for key in self.studies.chosen), "")

    @property
    def least_width(self) -> int:
        """In less room than this the words of a button would be cut."""
        buttons = (self.new_button, self.open_button, self.join_button)
        return max(button.sizeHint().width() for button in buttons) + 24

    def show_lines(self, lines: Sequence[tuple[str, Line]], chosen: str) -> None:
        """Take all studies anew and mark `chosen`, or the first if it is not there."""
        self.studies.show_lines(lines, [chosen])

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(12)
        column.addWidget(self.studies, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.setSpacing(8)
        for button in (self.new_button, self.open_button, self.join_button):
            foot.addWidget(button)
        column.addLayout(foot)
        self.setFocusProxy(self.studies)
