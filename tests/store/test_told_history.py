"""Which whole sessions may be taken elsewhere."""

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import answer, event, record


def test_a_scored_session_is_told_once_it_is_finished(store: LabelStore) -> None:
    open_one, done = record(), record()
    for header in (open_one, done):
        store.begin(header)
        store.append(answer(header, 0))
    store.append(event(done, "finished", 1))
    assert [h.record.id for h in store.told_histories()] == [done.id]
    assert store.told_histories(done.id) == (store.history(done.id),)
    with pytest.raises(RequestError, match="its answers stay closed; finish it first"):
        store.told_histories(open_one.id)
    store.append(event(open_one, "finished", 1))
    assert [h.record.id for h in store.told_histories()] == [open_one.id, done.id]
