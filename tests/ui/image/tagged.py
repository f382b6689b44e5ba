"""Puts tags on images, as other pages do."""

from datetime import UTC, datetime
from uuid import uuid4

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.tag import TagEvent
from fmnist_gui.ui.workspace import Workspace


def tag(workspace: Workspace, gallery: Gallery, number: int, name: str) -> None:
    """Let Ann tag image `number` of `gallery` as `name`."""
    split, index = gallery.split_of(number), gallery.place(number).index
    workspace.ask(
        lambda store: store.tag(
            [
                TagEvent(
                    uuid4(),
                    store.annotator("Ann"),
                    split.fingerprint,
                    split.name,
                    index,
                    name,
                    True,
                    datetime.now(UTC),
                )
            ]
        )
    )
