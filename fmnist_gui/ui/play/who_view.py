"""Asks who labels now, or who is next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.name import checked_name
from fmnist_gui.ui import theme
from fmnist_gui.ui.column_view import ColumnView, wrapped
from fmnist_gui.ui.form_field import FormField
from fmnist_gui.ui.name_field import NAME_CUT, NameField
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.play.start_bar import NO_NAME

WIDTH_PX = 480


class WhoView(ColumnView):
    """A name, and on with it.

    Signals:
        named(str): this person sits down.
        left(None): nobody does.
    """

    named = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(theme.scaled_px(WIDTH_PX), parent)
        self._title, self._about = wrapped("headline"), wrapped("hint")
        self.name_field = NameField()
        self._problem = wrapped("problem")
        self.go_button = QPushButton("Go on")
        self.go_button.setProperty("role", "primary")
        self.go_button.setToolTip("Enter")
        self.back_button = QPushButton("Back")
        self.back_button.setToolTip("Esc")
        self._compose()
        self.go_button.clicked.connect(self._go_on)
        self.back_button.clicked.connect(self.left)
        self.name_field.cut.connect(lambda: self.say(NAME_CUT))
        if field := self.name_field.lineEdit():
            # The field lets no Enter through.
            field.returnPressed.connect(self._go_on)

    @property
    def problem(self) -> str:
        """What is wrong with the name, or else keeps this person from labelling."""
        return self._problem.text()

    def ask(self, title: str, study: str, *, names: Sequence[str], current: str) -> None:
        """Ask `title`; `study` is what is labelled for, and `names` are known people."""
        self._title.setText(title)
        self._about.setText(f"Labels for “{study}”. Each person answers under their own name.")
        self.name_field.offer(names, current=current)
        if field := self.name_field.lineEdit():
            field.setModified(False)
            field.selectAll()
        self.say("")
        self.name_field.setFocus()

    def say(self, sentence: str) -> None:
        """Say what keeps the person from labelling; empty for nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.focusWidget() is self.back_button:
                self.left.emit()
            else:
                self._go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        name = self.name_field.name
        try:
            known = checked_name(name) if name else ""
        except RequestError as error:
            self.say(spoken(error))
            return
        self.say("" if known else NO_NAME)
        if known:
            self.named.emit(known)
        else:
            self.name_field.setFocus()

    def _compose(self) -> None:
        column = self.column
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._about)
        self.name_field.setMaximumWidth(theme.scaled_px(WIDTH_PX))
        column.addWidget(FormField("Name", self.name_field))
        column.addWidget(self._problem)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.go_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
