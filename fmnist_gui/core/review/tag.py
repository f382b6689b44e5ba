"""Words that people put on images, and take off again."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.record import Annotator

REVIEW = "review"
"""The tag of images that were sent to the review desk."""

LONGEST = 40
_NOT_ALLOWED = frozenset(" ,\"'*")


@dataclass(frozen=True)
class TagEvent:
    """That `tag` was put on an image of the split with this fingerprint, or taken off."""

    id: UUID
    annotator: Annotator
    fingerprint: str
    split: str
    image_index: int
    tag: str
    is_on: bool
    at: datetime


def tag_name(text: str) -> str:
    """Return `text` as tags are written: lower case, composed, without spaces around it.

    Raises RequestError for what a query could not name.
    """
    name = unicodedata.normalize("NFC", text.strip().lower())
    if not 1 <= len(name) <= LONGEST or not name.isprintable() or _NOT_ALLOWED & set(name):
        raise RequestError(
            f"a tag has 1 to {LONGEST} printable characters, none of them a space, comma, quote "
            f"or asterisk; {text[: 2 * LONGEST]!r} cannot be one"
        )
    return name
