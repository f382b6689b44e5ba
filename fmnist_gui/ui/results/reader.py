"""Who sits here: by identity, since somebody else may bear the same name."""

from collections.abc import Iterable
from uuid import UUID

from fmnist_gui.core.session.record import Annotator
from fmnist_gui.ui.workspace import DEFAULT_ANNOTATOR


def own_ids(annotators: Iterable[Annotator], name: str) -> frozenset[UUID]:
    """Return the ids of the one called `name` who sits here, also before a name was given.

    Of several `annotators` of one name the first is the one of this database; the others came
    with session files.
    """
    first: dict[str, UUID] = {}
    for annotator in annotators:
        first.setdefault(annotator.name, annotator.id)
    return frozenset(first[own] for own in (name, DEFAULT_ANNOTATOR) if own in first)
