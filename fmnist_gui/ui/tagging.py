"""Puts tags on images, and takes them off."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.review.tag import TagEvent, tag_name
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore


def tag(
    workspace: Workspace,
    gallery: Gallery,
    numbers: Iterable[int],
    *,
    text: str,
    by: str,
    then: Callable[[str, bool], object],
) -> None:
    """Put the tag `text` on these images, or take it off if a hyphen stands before it.

    `by` is the page that does so, and `then` is called with the tag's name and whether it was put
    on. A name that no tag can have is reported, and nothing done.
    """
    is_on = not text.strip().startswith("-")
    try:
        name = tag_name(text.strip().removeprefix("-"))
    except FmnistError as error:
        workspace.report(error)
        return
    who, at = workspace.annotator_name, datetime.now(UTC)
    by_split = gallery.by_split(numbers)

    def verb(store: "LabelStore") -> None:
        annotator = store.annotator(who)
        store.tag(
            TagEvent(uuid4(), annotator, split.fingerprint, split.name, index, name, is_on, at)
            for split in gallery.splits
            for index in by_split.get(split.name, ())
        )

    def done(_: None) -> None:
        workspace.labels_changed.emit(LabelsChanged(by))
        then(name, is_on)

    workspace.ask(verb, done)
