"""Images that somebody chose for a session, by a query or by a deck."""

from dataclasses import dataclass

import numpy as np

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.query.match import match
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.table.table import Table

SOURCE_MOST = 280
"""Letters of a query that a deck's source holds."""


@dataclass(frozen=True)
class Chosen:
    """``only`` are the images, None for all; ``source`` says in words which.

    ``tells_classes`` says that whoever chose them knows which classes they are of.
    """

    only: tuple[int, ...] | None = None
    source: str = ""
    tells_classes: bool = False


EVERYTHING = Chosen()
"""All images of a split."""


def chosen_by_query(text: str, gallery: Gallery, table: Table, *, split: str) -> Chosen:
    """Return the images of `split` that the query line `text` means.

    Raises QueryError for one that cannot be read or answered, RequestError when it is empty or
    no image meets it.
    """
    query = parse(text)
    if not query.terms:
        raise RequestError("write a filter, as in margin<0.3")
    numbers = gallery.numbers_of(split)
    mask = match(query, table)[numbers.start : numbers.stop]
    only = tuple(np.flatnonzero(mask).tolist())
    if not only:
        raise RequestError(f"no {split} image meets this filter; write another")
    columns = (table.column(term.key) for term in query.terms)
    return Chosen(
        only,
        f"filter {_shortened(' '.join(text.split()))}",
        tells_classes=any(column is not None and column.is_of_classes for column in columns),
    )


def chosen_by_deck(deck: Deck, split: Split) -> Chosen:
    """Return the main images of `deck`. Raises RequestError when they are of another split."""
    if deck.fingerprint != split.fingerprint:
        raise RequestError(
            f"deck {deck.code} is of {deck.split} images with fingerprint "
            f"{deck.fingerprint[:16]}, not of these {split.name} images with "
            f"{split.fingerprint[:16]}; choose another"
        )
    outside = [index for index in deck.main_indices if index >= len(split)]
    if outside:
        raise RequestError(
            f"deck {deck.code} names image {outside[0]}, which is not there; choose another"
        )
    return Chosen(deck.main_indices, f"deck {deck.code}")


def _shortened(text: str) -> str:
    """Return `text` as a deck can hold it."""
    text = "".join(sign if sign.isprintable() else "?" for sign in text)
    return text if len(text) <= SOURCE_MOST else text[: SOURCE_MOST - 1] + "…"
