"""Asks on which server a study is to be shared, or is to be joined."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.ui import theme
from fmnist_gui.ui.plain_text import PlainLabel

WIDTH_PX, AIR_PX = 520, 48
PLACE = "postgresql://user@host/database"
ABOUT_SHARING = (
    "Copies of all answers to this study go to a PostgreSQL server, and others’ answers come back. "
    "Everybody who joins there is handed other images. Yours stay here too: without the server "
    "you go on, and what waits is sent later."
)
ABOUT_JOINING = (
    "The study comes from a PostgreSQL server, and your answers go there as copies. They stay here "
    "too: without the server you go on, and what waits is sent later."
)
ABOUT_PASSWORD = (
    "A password is kept until the program ends and is stored nowhere. Without one here, that of "
    "PGPASSWORD, of a password file or of a service file is used."
)


class ShareDialog(QDialog):
    """Takes an address and a password; stays until the server has answered.

    With `name` a study is to be shared, without one it is to be joined.

    Signals:
        asked(str, str): the address with the password in it, and the study to join, empty for the
            only one there.
    """

    asked = Signal(str, str)

    def __init__(self, name: str = "", *, server: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_sharing = bool(name)
        self.setWindowTitle("Share on a server" if name else "Join on a server")
        self.address_field, self.password_field = QLineEdit(server), QLineEdit()
        self.address_field.setPlaceholderText(PLACE)
        self.password_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_field.setPlaceholderText("if it wants one")
        self.study_field = QLineEdit()
        self.study_field.setPlaceholderText("name or code; empty for the only one there")
        self.problem_label = PlainLabel()
        self.problem_label.setWordWrap(True)
        self.problem_label.hide()
        yes, no = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(yes | no)
        self.yes_button = self.buttons.button(yes)
        self.yes_button.setText("Share" if name else "Join")
        self.yes_button.setProperty("role", "primary")
        self.yes_button.setDefault(True)
        self._compose(name)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self.address_field.textChanged.connect(self._show_ready)
        self._show_ready()

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be; what was written stays."""
        self._wait(is_waiting=False)
        self.problem_label.setText(sentence)
        self.problem_label.show()
        self._take_height()
        self.address_field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the words need in their lines; only now is the type known."""
        super().showEvent(event)
        # On a small screen large type has more lines.
        room = self.screen().availableGeometry().width() - AIR_PX
        self.setMinimumWidth(min(theme.scaled_px(WIDTH_PX), room))
        self.resize(self.minimumWidth(), self.height())
        self._take_height()

    def _take_height(self) -> None:
        column = self.layout()
        assert column is not None
        column.activate()
        wanted = column.totalHeightForWidth(self.width())
        if self.height() < wanted:
            self.resize(self.width(), wanted)

    def _compose(self, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(_paragraph(ABOUT_SHARING if name else ABOUT_JOINING))
        form = QFormLayout()
        form.setSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        if name:
            label = PlainLabel(name)
            label.setWordWrap(True)
            form.addRow("Study", label)
        form.addRow("Server", self.address_field)
        form.addRow("Password", self.password_field)
        if not name:
            form.addRow("Study", self.study_field)
        column.addLayout(form)
        column.addWidget(_paragraph(ABOUT_PASSWORD, role="hint"))
        column.addWidget(self.problem_label)
        column.addStretch(1)
        column.addWidget(self.buttons)

    def _on_accepted(self) -> None:
        self.problem_label.hide()
        self._wait(is_waiting=True)
        self.asked.emit(self._url(), self.study_field.text().strip())

    def _url(self) -> str:
        """Return the address with the password as PostgreSQL's own library reads it."""
        from urllib.parse import quote

        address, password = self.address_field.text().strip(), self.password_field.text()
        if not password:
            return address
        mark = "&" if "?" in address else "?"
        return f"{address}{mark}password={quote(password, safe='')}"

    def _wait(self, *, is_waiting: bool) -> None:
        for widget in (self.address_field, self.password_field, self.study_field):
            widget.setEnabled(not is_waiting)
        self.yes_button.setText(
            "Asking the server …" if is_waiting else "Share" if self._is_sharing else "Join"
        )
        self.yes_button.setEnabled(not is_waiting)

    def _show_ready(self) -> None:
        self.yes_button.setEnabled(bool(self.address_field.text().strip()))


def _paragraph(text: str, *, role: str = "") -> PlainLabel:
    label = PlainLabel(text)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    if role:
        label.setProperty("role", role)
    return label
