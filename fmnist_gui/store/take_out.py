"""What may be taken elsewhere of all that people answered."""

from uuid import UUID

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.collected import collected_of
from fmnist_gui.core.exchange.told_labels import ToldLabels
from fmnist_gui.store.label_store import LabelStore


def told_labels(
    store: LabelStore, *, session_id: UUID | None = None, study: str | None = None
) -> ToldLabels:
    """Return what may be told: everything, or only one session, or one study by its hash.

    Of a study it is all that people answered in it, whatever its state. Raises RequestError for a
    session that may not be told, and when there is nothing.
    """
    if study is not None:
        collected = collected_of(store.studies.histories(study))
        told = ToldLabels(collected, withdrawn=store.studies.withdrawn_answers(study))
    else:
        histories = store.told_histories(session_id)
        closed = len(store.sessions()) - len(histories) if session_id is None else 0
        told = ToldLabels(collected_of(histories), closed)
    if not told.collected.answers:
        why = " ".join(("there are no answers to export;", *told.sentences)).rstrip(".;")
        raise RequestError(f"{why}; finish a session first")
    return told
