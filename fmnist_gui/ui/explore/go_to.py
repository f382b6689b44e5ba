"""Asks for an image by its index."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import RequestError
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.floating import Floating
from fmnist_gui.ui.plain_text import PlainLabel

WIDTH_PX = 264
MARGIN_PX = 12
TITLE = "Go to index"

_PLACE = re.compile(r"(?P<split>.*?)[\s:#]*(?P<index>\d{1,3}(?:,\d{3})+|\d+)")


@dataclass(frozen=True)
class Asked:
    """The image that somebody wants to see, by its number in the gallery."""

    number: int


def parse_place(text: str, gallery: Gallery, split: str) -> int:
    """Return the number of the image that ``4907``, ``test 4907`` or ``test:4907`` names.

    Without a split, `split` is meant; the beginning of a name is enough.

    Raises RequestError when that is no index, or no split or index of this gallery.
    """
    found = _PLACE.fullmatch(text.strip())
    named = found["split"].strip() if found else ""
    is_name = any(sign.isalpha() for sign in named) or bool(gallery.numbers_of(named))
    if found is None or (named and not is_name):
        example = f"4907 or {split} 4907"
        raise RequestError(f'"{_short(text)}" is no index; write a whole number, as in {example}')
    name = _split_called(named or split, gallery)
    digits = found["index"].replace(",", "").lstrip("0") or "0"
    count = len(gallery.numbers_of(name))
    # Longer digits than that are no index anywhere, and slow to read.
    number = gallery.number(name, int(digits)) if len(digits) < 10 else None
    if number is not None:
        return number
    if count == 0:
        raise RequestError(f"{name} holds no images; choose another split")
    raise RequestError(
        f"{name} has no image {_short(found['index'])}; write an index from 0 to {count - 1:,}"
    )


def _split_called(name: str, gallery: Gallery) -> str:
    names = [split.name for split in gallery.splits]
    wanted = name.casefold()
    equal = [known for known in names if known.casefold() == wanted]
    near = equal or [known for known in names if known.casefold().startswith(wanted)]
    if len(near) != 1:
        known = " and ".join(names) or "none"
        verb = "is" if len(names) < 2 else "are"
        raise RequestError(f'no split is called "{_short(name)}"; there {verb} {known}')
    return near[0]


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"


class GoTo(Floating):
    """One line over the canvas; Enter goes there, Esc closes, and so does a click elsewhere.

    Signals:
        asked(Asked): go to this image; the line has closed itself.
    """

    asked = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._gallery: Gallery | None = None
        self._split = ""
        title = PlainLabel(TITLE)
        title.setProperty("role", "small")
        self.field = QLineEdit()
        self.field.setAccessibleName(TITLE)
        self.field.installEventFilter(self)
        self.error = PlainLabel()
        self.error.setProperty("role", "wrong")
        self.error.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 8, MARGIN_PX, MARGIN_PX)
        column.setSpacing(4)
        for widget in (title, self.field, self.error):
            column.addWidget(widget)
        self.field.returnPressed.connect(self._on_entered)
        self.field.textEdited.connect(self._on_edited)
        self.hide()

    def pop_up(self, gallery: Gallery, split: str) -> None:
        """Ask for an image of `gallery`; a number alone is meant to be one of `split`."""
        self._gallery, self._split = gallery, split
        count = len(gallery.numbers_of(split))
        self.field.setPlaceholderText(f"0 to {count - 1:,} in {split}" if count else "test 4907")
        self.field.selectAll()
        self._say("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Close and give the focus back to the canvas."""
        had_focus = self.field.hasFocus()
        self.hide()
        if had_focus:
            self._over.setFocus(Qt.FocusReason.PopupFocusReason)

    def sizeHint(self) -> QSize:
        """Return the width for an index and the height that the sentence needs."""
        inside = self.layout()
        assert inside is not None
        width = theme.scaled_px(WIDTH_PX)
        is_broken = inside.hasHeightForWidth()
        height = inside.heightForWidth(width) if is_broken else inside.sizeHint().height()
        return QSize(width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc; no other key is one of the canvas while this is open."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the focus goes elsewhere in the window, and follow the canvas."""
        is_left = watched is self.field and event.type() == QEvent.Type.FocusOut
        if is_left and self.window().isActiveWindow() and not self.field.hasFocus():
            self.hide()
        return super().eventFilter(watched, event)

    def _on_edited(self, _text: str) -> None:
        self._say("")

    def _on_entered(self) -> None:
        if self._gallery is None:
            return
        try:
            number = parse_place(self.field.text(), self._gallery, self._split)
        except RequestError as error:
            self._say(str(error))
            self.field.selectAll()
            return
        self.close_up()
        self.asked.emit(Asked(number))

    def _say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.place()
