"""Tags as events, many at a time, and which of them stand."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from fmnist_gui import __version__
from fmnist_gui.core.review.tag import TagEvent, tag_name
from fmnist_gui.store.schema import TAG_EVENT
from fmnist_gui.store.session_row import keep_annotator

_INSERT = insert(TAG_EVENT).on_conflict_do_nothing(index_elements=["id"])


def keep_tags(connection: Connection, events: Sequence[TagEvent]) -> None:
    """Store `events` in this order; those that are there stay.

    Raises RequestError for a name that no tag can have.
    """
    if not events:
        return
    names = {tag: tag_name(tag) for tag in {event.tag for event in events}}
    people = {event.annotator.id: event.annotator for event in events}
    seqs = {known: keep_annotator(connection, person) for known, person in people.items()}
    rows = [
        {
            "id": event.id,
            "annotator_seq": seqs[event.annotator.id],
            "fingerprint": event.fingerprint,
            "split": event.split,
            # SQLite would take a number of numpy for bytes.
            "image_index": int(event.image_index),
            "tag": names[event.tag],
            "is_on": bool(event.is_on),
            "at": event.at,
            "app_version": __version__,
        }
        for event in events
    ]
    connection.execute(_INSERT, rows)


def read_tagged(
    connection: Connection, fingerprint: str, tag: str
) -> tuple[tuple[int, datetime], ...]:
    """Return the index of each image that bears `tag`, and since when, the longest first.

    Of those that have it since the same moment the lower index comes first.
    """
    query = (
        select(TAG_EVENT.c.image_index, TAG_EVENT.c.is_on, TAG_EVENT.c.at)
        .where(TAG_EVENT.c.fingerprint == fingerprint, TAG_EVENT.c.tag == tag)
        .order_by(TAG_EVENT.c.at, TAG_EVENT.c.seq)
    )
    newest = {index: (is_on, at) for index, is_on, at in connection.execute(query)}
    found = ((index, at) for index, (is_on, at) in newest.items() if is_on)
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0])))


def read_tags(connection: Connection, fingerprint: str) -> dict[str, NDArray[np.intp]]:
    """Return the images that bear each tag, by ascending index; tags that none bears are left out.

    For each image and tag the newest event counts, whoever made it; of two at the same moment
    the one that was written later.
    """
    query = (
        select(TAG_EVENT.c.tag, TAG_EVENT.c.image_index, TAG_EVENT.c.is_on)
        .where(TAG_EVENT.c.fingerprint == fingerprint)
        .order_by(TAG_EVENT.c.at, TAG_EVENT.c.seq)
    )
    stands: dict[str, dict[int, bool]] = {}
    for tag, index, is_on in connection.execute(query):
        stands.setdefault(tag, {})[index] = is_on
    found = {
        tag: np.array(sorted(index for index, is_on in images.items() if is_on), dtype=np.intp)
        for tag, images in sorted(stands.items())
    }
    return {tag: indices for tag, indices in found.items() if len(indices)}
