import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.errors import RequestError, StoreError
from fmnist_gui.core.review.tag import TagEvent
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import ANNA, FINGERPRINT, opened, tag_event

BEN = Annotator(uuid4(), "Ben")
MANY = 30_000

DYING = """
import os, sys
from pathlib import Path
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.tag_row import keep_tags
from tests.store.sample import opened, tag_event
database = opened(Path(sys.argv[1]))
LabelStore(database).tag([tag_event(i, "kept") for i in range(500)])
with database.writing() as connection:
    # Changes more pages than fit the cache, so that the log holds a half of it at the end.
    connection.exec_driver_sql("PRAGMA cache_size = 1")
    keep_tags(connection, [tag_event(i, "half") for i in range(5000)])
    os._exit(9)
"""


def _tags(store: LabelStore, fingerprint: str = FINGERPRINT) -> dict[str, list[int]]:
    return {tag: indices.tolist() for tag, indices in store.tags(fingerprint).items()}


def _rows(store: LabelStore) -> int:
    with store.database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM tag_event").scalar_one())


def test_tags_stand_sorted_at_their_images(store: LabelStore) -> None:
    store.tag([tag_event(9, "odd"), tag_event(2, "odd"), tag_event(2, "dark", annotator=BEN)])
    store.tag([tag_event(4, "odd", fingerprint="other")])

    assert _tags(store) == {"dark": [2], "odd": [2, 9]}
    assert list(store.tags(FINGERPRINT)) == ["dark", "odd"]
    assert store.tags(FINGERPRINT)["odd"].dtype == np.intp
    assert _tags(store, "other") == {"odd": [4]}
    assert _tags(store, "third") == {}


def test_the_newest_event_counts_whoever_made_it_and_whenever_it_came(store: LabelStore) -> None:
    store.tag([tag_event(2, "odd", is_on=False, annotator=BEN, after_s=10)])
    store.tag([tag_event(2, "odd", after_s=5)])
    assert _tags(store) == {}

    store.tag([tag_event(2, "odd", after_s=11)])

    assert _tags(store) == {"odd": [2]}


def test_of_two_at_the_same_moment_the_one_written_later_counts(store: LabelStore) -> None:
    # Many, for the ids are drawn.
    for index in range(20):
        store.tag([tag_event(index, "odd"), tag_event(index, "odd", is_on=False)])
        store.tag([tag_event(index, "even", is_on=False), tag_event(index, "even")])

    assert _tags(store) == {"even": list(range(20))}


def test_an_event_sent_twice_is_stored_once(store: LabelStore) -> None:
    events = [tag_event(2, "odd"), tag_event(3, "odd")]

    store.tag(events)
    store.tag([*events, replace(events[0], is_on=False), tag_event(4, "odd")])

    assert _tags(store) == {"odd": [2, 3, 4]}
    assert _rows(store) == 3


def test_names_are_stored_in_one_spelling_and_others_refused(store: LabelStore) -> None:
    store.tag([tag_event(2, "Odd ")])
    with pytest.raises(RequestError, match="printable"):
        store.tag([tag_event(3, "fine", annotator=BEN), tag_event(3, "not fine")])

    assert _tags(store) == {"odd": [2]}
    assert store.annotators() == (ANNA,)


def test_numbers_of_numpy_are_numbers(store: LabelStore) -> None:
    selected = np.array([2, 3])
    store.tag([tag_event(index, "odd") for index in selected])
    store.tag([tag_event(2, "odd", is_on=False, after_s=1)])

    assert _tags(store) == {"odd": [3]}


def test_no_events_are_no_work(store: LabelStore) -> None:
    store.tag([])

    assert _rows(store) == 0


@settings(max_examples=30)
@given(
    drawn=st.lists(
        st.tuples(
            st.integers(0, 3),
            st.sampled_from(["a", "b"]),
            st.booleans(),
            st.integers(0, 100),
        ),
        max_size=20,
        unique_by=lambda row: row[3],
    ),
    data=st.data(),
)
def test_tags_do_not_depend_on_the_order_in_which_events_came(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[tuple[int, str, bool, int]],
    data: st.DataObject,
) -> None:
    events = [tag_event(i, tag, is_on=on, after_s=at) for i, tag, on, at in drawn]
    mixed = data.draw(st.permutations(events))
    expected: dict[str, set[int]] = {}
    for event in sorted(events, key=lambda e: e.at):
        images = expected.setdefault(event.tag, set())
        (images.add if event.is_on else images.discard)(event.image_index)

    with opened(tmp_path_factory.mktemp("home")) as database:
        store = LabelStore(database)
        cut = data.draw(st.integers(0, len(mixed)))
        store.tag(mixed[:cut])
        # A part of it comes again, as when two databases are merged twice.
        store.tag(mixed[cut // 2 :])
        found = _tags(store)

    assert found == {tag: sorted(images) for tag, images in expected.items() if images}


def _many(tag: str = "odd") -> list[TagEvent]:
    return [tag_event(index, tag) for index in range(MANY)]


def test_thirty_thousand_images_are_tagged_at_once(store: LabelStore) -> None:
    events = _many()
    began = time.process_time()

    store.tag(events)
    between = time.process_time()
    found = store.tags(FINGERPRINT)

    # Measured: 0.3 s and 0.05 s.
    assert between - began < 1.5
    assert time.process_time() - between < 0.5
    assert found["odd"].tolist() == list(range(MANY))


def test_a_full_disk_leaves_no_part_of_it_and_it_can_be_saved_later(store: LabelStore) -> None:
    store.tag([tag_event(1, "before")])
    raw = store.database._raw
    raw.execute(f"PRAGMA max_page_count = {raw.execute('PRAGMA page_count').fetchone()[0] + 20}")
    events = _many()

    with pytest.raises(StoreError, match="found a full disk"):
        store.tag(events)

    assert _tags(store) == {"before": [1]}
    raw.execute("PRAGMA max_page_count = 1000000")
    store.tag(events)
    assert _rows(store) == MANY + 1


def test_a_process_that_dies_half_way_leaves_what_was_said_to_be_saved(home: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", DYING, str(home)], check=False)
    assert ended.returncode == 9

    with opened(home) as database:
        assert _tags(LabelStore(database)) == {"kept": list(range(500))}


def test_images_with_a_tag_come_with_the_moment_it_was_put_on(store: LabelStore) -> None:
    again = tag_event(3, "odd", after_s=9)
    store.tag([tag_event(9, "odd", after_s=2), tag_event(7, "odd", after_s=2)])
    store.tag([tag_event(3, "odd"), tag_event(3, "odd", is_on=False, after_s=1), again])
    store.tag([tag_event(4, "odd"), tag_event(4, "odd", is_on=False, after_s=1)])

    found = store.tagged(FINGERPRINT, "odd")

    assert [index for index, _ in found] == [7, 9, 3]
    assert found[-1] == (3, again.at)
    assert store.tagged(FINGERPRINT, "dark") == ()
