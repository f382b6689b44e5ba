"""Asks for an image by its index."""

import re
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import RequestError
from fmnist_gui.ui.explore.floating_line import FloatingLine

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


class GoTo(FloatingLine):
    """One line over the canvas; Enter goes there, Esc closes, and so does a click elsewhere.

    Signals:
        asked(Asked): go to this image; the line has closed itself.
    """

    asked = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, TITLE, note_role="wrong")
        self._gallery: Gallery | None = None
        self._split = ""
        self.field.textEdited.connect(lambda _: self.say(""))
        self.written.connect(self._on_written)

    def pop_up(self, gallery: Gallery, split: str) -> None:
        """Ask for an image of `gallery`; a number alone is meant to be one of `split`."""
        self._gallery, self._split = gallery, split
        count = len(gallery.numbers_of(split))
        self.field.setPlaceholderText(f"0 to {count - 1:,} in {split}" if count else "test 4907")
        self.field.selectAll()
        self.say("")
        self.begin()

    def _on_written(self, text: str) -> None:
        if self._gallery is None:
            return
        try:
            number = parse_place(text, self._gallery, self._split)
        except RequestError as error:
            self.say(str(error))
            self.field.selectAll()
            return
        self.close_up()
        self.asked.emit(Asked(number))
