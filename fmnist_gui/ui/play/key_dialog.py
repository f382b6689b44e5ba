"""Choose by which keys to answer: digits, the left hand, or keys that are pressed into a table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.key_choice import KeyChoice, KeyKind
from fmnist_gui.core.session.key_map import check_keys, digit_keys, plain_key
from fmnist_gui.ui import theme
from fmnist_gui.ui.plain_text import PlainLabel, isolated, spoken

KINDS: dict[KeyKind, str] = {
    "digits": "Digits, the number of each class",
    "left hand": "Left hand, by the place of the button",
    "own": "My own: press a key into each field",
}
TAKEN = "Taken: Space pauses, Backspace takes back, Enter skips a question, Escape leaves."
FIELD_PX = 48
TABLE_MOST_PX = 240
TABLE_COLUMNS = 2
SHUFFLE = "Shuffle the buttons for me"
SHUFFLE_TIP = "An order of your own, the same every time; it is kept with each session"


class KeyField(QLineEdit):
    """Holds one key; it is pressed, not written.

    Signals:
        pressed(str): the key that it holds now, empty for none.
    """

    pressed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(f"Key for {name}")
        self.setFixedWidth(theme.scaled_px(FIELD_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key; Delete and Backspace empty the field, Tab and Enter do what they do."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._take("")
        elif event.text().isprintable() and event.text().strip():
            self._take(plain_key(event.text()))
        else:
            super().keyPressEvent(event)

    def _take(self, key: str) -> None:
        self.setText(key)
        self.pressed.emit(key)


class KeyDialog(QDialog):
    """Three kinds of keys, the table of them, and a switch for the order of the buttons.

    `order` are the classes in the order of this person's own buttons, empty while nobody knows.

    Signals:
        chosen(KeyChoice): the person said yes to these.
    """

    chosen = Signal(object)

    def __init__(
        self,
        annotator: str,
        class_names: Sequence[str],
        *,
        choice: KeyChoice,
        order: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self._count = len(class_names)
        self._order = tuple(order) or tuple(range(self._count))
        self._own = choice.own if len(choice.own) == self._count else digit_keys(self._count)
        self.kinds = {kind: QRadioButton(words) for kind, words in KINDS.items()}
        self.shuffle = QCheckBox(SHUFFLE)
        self.shuffle.setToolTip(SHUFFLE_TIP)
        self.key_fields = [KeyField(name) for name in class_names]
        self._problem = PlainLabel()
        yes, no = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(yes | no)
        self.buttons.button(yes).setProperty("role", "primary")
        self.buttons.button(yes).setDefault(True)
        self._compose(annotator, class_names)
        self.kinds[choice.kind].setChecked(True)
        self.shuffle.setChecked(choice.is_shuffled)
        self._connect()
        self._show_keys()

    @property
    def choice(self) -> KeyChoice:
        """What is chosen."""
        kind = next(kind for kind, radio in self.kinds.items() if radio.isChecked())
        own = self._own if kind == "own" else ()
        return KeyChoice(kind, own, self.shuffle.isChecked())

    @property
    def problem(self) -> str:
        """Why these keys cannot answer; empty when they can."""
        return self._problem.text()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the words need in their lines; only now is the type known."""
        super().showEvent(event)
        self._fit_table()
        column = self.layout()
        assert column is not None
        column.activate()
        wanted = column.totalHeightForWidth(self.width())
        if self.height() < wanted:
            self.resize(self.width(), wanted)

    def _fit_table(self) -> None:
        body = self._table.widget()
        assert body is not None
        body.ensurePolished()
        wanted = body.sizeHint()
        self._table.setMinimumWidth(wanted.width())
        self._table.setMinimumHeight(min(wanted.height(), theme.scaled_px(TABLE_MOST_PX)))

    def _compose(self, annotator: str, class_names: Sequence[str]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        heading = PlainLabel(f"Keys for {isolated(annotator)}" if annotator else "Keys")
        heading.setProperty("role", "title")
        heading.setWordWrap(True)
        column.addWidget(heading)
        group = QButtonGroup(self)
        for radio in self.kinds.values():
            group.addButton(radio)
            column.addWidget(radio)
        self._table = self._make_table(class_names)
        column.addWidget(self._table, 1)
        taken = PlainLabel(TAKEN)
        taken.setProperty("role", "small")
        taken.setWordWrap(True)
        column.addWidget(taken)
        column.addWidget(self.shuffle)
        self._problem.setProperty("role", "problem")
        self._problem.setWordWrap(True)
        column.addWidget(self._problem)
        column.addWidget(self.buttons)

    def _make_table(self, class_names: Sequence[str]) -> QScrollArea:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 4, 12, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        rows = -(-len(class_names) // TABLE_COLUMNS)
        for number, name in enumerate(class_names):
            place = 2 * (number // rows)
            grid.addWidget(self.key_fields[number], number % rows, place)
            grid.addWidget(PlainLabel(name), number % rows, place + 1)
            grid.setColumnStretch(place + 1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        return area

    def _connect(self) -> None:
        for radio in self.kinds.values():
            radio.toggled.connect(self._show_keys)
        self.shuffle.toggled.connect(self._show_keys)
        for number, field in enumerate(self.key_fields):
            field.pressed.connect(lambda key, n=number: self._on_pressed(n, key))
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)

    def _on_pressed(self, number: int, key: str) -> None:
        own = list(self._own)
        own[number] = key
        self._own = tuple(own)
        self.kinds["own"].setChecked(True)
        self._show_keys()

    def _show_keys(self) -> None:
        choice = self.choice
        order = self._order if choice.is_shuffled else tuple(range(self._count))
        keys = choice.keys(order, self._count)
        for field, key in zip(self.key_fields, keys, strict=True):
            field.setText(key)
        try:
            check_keys(keys)
        except RequestError as error:
            self._problem.setText(spoken(error))
        else:
            self._problem.setText("")
        self._problem.setVisible(bool(self.problem))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not self.problem)

    def _on_accepted(self) -> None:
        self.chosen.emit(self.choice)
        self.accept()
