import shutil
import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.errors import RequestError, StoreError
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.record import (
    Annotator,
    Answer,
    Entry,
    Presentation,
    Retraction,
    SessionEvent,
    SessionRecord,
)
from fmnist_gui.store.database import Database
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import ANNA, answer, event, opened, record, retraction

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
int64s = st.integers(-(2**63), 2**63 - 1)
moments = st.datetimes(
    min_value=datetime(1950, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-9, minutes=-30))]),
)
floats = st.floats(allow_nan=False)
records = st.builds(
    SessionRecord,
    id=st.uuids(),
    annotator=st.builds(Annotator, id=st.uuids(), name=texts),
    deck=st.builds(
        Deck,
        preset=texts,
        split=texts,
        fingerprint=texts,
        seed=st.integers(-(2**200), 2**200),
        indices=st.lists(st.integers(0, 70_000), max_size=5).map(tuple),
        numpy_version=texts,
        excluded=st.integers(0, 70_000),
    ),
    protocol=texts,
    class_names=st.lists(texts, max_size=4).map(tuple),
    data_identity=st.none() | texts,
    started_at=moments,
    app_version=texts,
    presentation=st.builds(
        Presentation,
        size_px=st.integers(0, 9999),
        smoothing=st.sampled_from(["bicubic", "nearest"]),
        polarity=st.sampled_from(["stored", "inverted"]),
        refresh_hz=floats,
        pixel_ratio=floats,
    ),
    is_simulated=st.booleans(),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[SessionRecord, list[Entry]]:
    """Draw a header and entries of all kinds that follow each other in any order."""
    header = draw(records)
    entries: list[Entry] = []
    answers = st.builds(
        Answer,
        id=st.uuids(),
        session_id=st.just(header.id),
        position=st.integers(0, 3),
        image_index=st.integers(0, 70_000),
        label=st.integers(0, 255),
        chosen=st.integers(0, 255),
        onset_ns=int64s,
        response_ns=int64s,
        shown_at=moments,
        answered_at=moments,
        device=st.sampled_from(["key", "mouse", "simulated"]),
        key=texts,
        was_paused=st.booleans(),
        lost_focus=st.booleans(),
        was_seen=st.booleans(),
    )
    events = st.builds(
        SessionEvent,
        id=st.uuids(),
        session_id=st.just(header.id),
        kind=st.sampled_from(["paused", "resumed", "left", "reopened", "finished"]),
        position=st.integers(0, 3),
        at=moments,
    )
    for _ in range(draw(st.integers(0, 8))):
        given_answers = [e.id for e in entries if isinstance(e, Answer)]
        kinds: list[st.SearchStrategy[Entry]] = [answers, events]
        if given_answers:
            kinds.append(
                st.builds(
                    Retraction,
                    id=st.uuids(),
                    session_id=st.just(header.id),
                    answer_id=st.sampled_from(given_answers),
                    retracted_at=moments,
                )
            )
        entries.append(draw(st.one_of(kinds)))
    return header, entries


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with a database in which nothing is."""
    home = tmp_path_factory.mktemp("empty")
    opened(home).close()
    return home


@given(drawn=histories())
@settings(deadline=None, max_examples=40)
def test_what_was_stored_comes_back_equal_and_in_order(
    empty: Path, drawn: tuple[SessionRecord, list[Entry]]
) -> None:
    header, entries = drawn

    with TemporaryDirectory() as folder:
        shutil.copytree(empty, folder, dirs_exist_ok=True)
        with opened(Path(folder)) as database:
            store = LabelStore(database)
            store.begin(header)
            for entry in entries:
                store.append(entry)
            history = store.history(header.id)

    assert history.record == header
    assert list(history.entries) == entries
    assert history.record.deck.sha256 == header.deck.sha256


def test_times_come_back_aware_in_utc_and_exact(store: LabelStore) -> None:
    nepal = timezone(timedelta(hours=5, minutes=45))
    header = record(started_at=datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=nepal))

    store.begin(header)

    started_at = store.history(header.id).record.started_at
    assert started_at == datetime(2025, 12, 31, 18, 15, 0, 1, tzinfo=UTC)
    assert started_at.utcoffset() == timedelta(0)


def test_an_answer_sent_three_times_is_stored_once(store: LabelStore) -> None:
    header = record()
    store.begin(header)
    first, second = answer(header, 0), answer(header, 1)

    for entry in (first, second, first, first, second):
        store.append(entry)

    assert store.history(header.id).entries == (first, second)
    assert store.counts().answers == 2
    assert store.sessions()[0].n == 2


def test_retractions_and_events_sent_twice_are_stored_once(store: LabelStore) -> None:
    header = record()
    given_answer = answer(header, 0)
    entries = (given_answer, retraction(given_answer), event(header, "left"))
    store.begin(header)

    store.append(*entries)
    store.append(*entries)

    assert store.history(header.id).entries == entries


def test_a_session_begun_twice_is_there_once(store: LabelStore) -> None:
    header = record()

    store.begin(header)
    store.begin(header)

    assert [line.id for line in store.sessions()] == [header.id]


def test_two_people_may_share_a_deck(store: LabelStore) -> None:
    one, two = record(), record(Annotator(uuid4(), "Ben"))

    store.begin(one)
    store.begin(two)

    assert store.history(one.id).record == one
    assert store.history(two.id).record == two


def test_an_answer_to_a_session_that_was_not_begun_is_refused(store: LabelStore) -> None:
    with pytest.raises(RequestError, match="not begun here"):
        store.append(answer(record(), 0))

    assert store.counts().answers == 0


def test_of_entries_appended_together_all_are_there_or_none(store: LabelStore) -> None:
    header = record()
    store.begin(header)

    with pytest.raises(RequestError):
        store.append(answer(header, 0), retraction(answer(header, 1)))

    assert store.history(header.id).entries == ()


def test_answers_stay_in_the_log_until_a_pause(store: LabelStore) -> None:
    begun = record()
    store.begin(begun)
    store.append(event(begun, "paused"))
    file = store.database.path
    before = file.read_bytes()
    for position in range(3):
        store.append(answer(begun, position))
    assert file.read_bytes() == before
    store.append(event(begun, "paused", 3))
    assert file.read_bytes() != before
    assert len(store.history(begun.id).entries) == 5


def test_the_history_of_an_unknown_session_is_refused(store: LabelStore) -> None:
    with pytest.raises(RequestError, match="there is no session"):
        store.history(uuid4())


def test_an_altered_deck_is_noticed(home: Path) -> None:
    header = record()
    with opened(home) as database:
        LabelStore(database).begin(header)
    raw = sqlite3.connect(home / "fmnist-gui.db")
    raw.execute("UPDATE deck SET indices = '[5, 3, 9]'")
    raw.commit()
    raw.close()

    with opened(home) as database, pytest.raises(StoreError, match="fits its hash"):
        LabelStore(database).history(header.id)


def test_an_annotator_keeps_their_id(home: Path) -> None:
    with opened(home) as database:
        store = LabelStore(database)
        anna, ben = store.annotator("Anna"), store.annotator("Ben")
    with opened(home) as database:
        store = LabelStore(database)
        assert store.annotator("  Anna ") == anna
        assert store.annotators() == (anna, ben)


def test_composed_and_decomposed_spellings_are_one_annotator(store: LabelStore) -> None:
    assert store.annotator("Zoe\u0308") == store.annotator("Zo\u00eb")


@pytest.mark.parametrize("name", ["", "  ", "\udcff", "a\0b"])
def test_a_name_that_cannot_be_shown_is_refused(store: LabelStore, name: str) -> None:
    with pytest.raises(RequestError, match="printable"):
        store.annotator(name)

    assert store.annotators() == ()


def _known(store: LabelStore, *ids: str) -> None:
    for text in ids:
        header = record()
        store.begin(SessionRecord(**{**vars(header), "id": UUID(text)}))


def test_the_beginning_of_an_id_finds_its_session(store: LabelStore) -> None:
    one = "abcdef01-0000-4000-8000-000000000000"
    _known(store, one, "abcdee01-0000-4000-8000-000000000000")

    assert store.find_session("ABCDEF") == UUID(one)
    assert store.find_session(one) == UUID(one)
    assert store.find_session(one[:12]) == UUID(one)


@pytest.mark.parametrize(
    ("prefix", "sentence"),
    [("abcde", "2 sessions begin"), ("ff", "no session"), ("", "no session"), ("%", "no session")],
)
def test_a_beginning_that_fits_no_one_session_is_refused(
    store: LabelStore, prefix: str, sentence: str
) -> None:
    _known(store, "abcdef01-0000-4000-8000-000000000000", "abcdee01-0000-4000-8000-000000000000")

    with pytest.raises(RequestError, match=sentence):
        store.find_session(prefix)


def test_another_thread_than_the_one_that_opened_may_use_and_close_it(home: Path) -> None:
    database: Database = opened(home)
    header = record()
    found = []

    def work() -> None:
        store = LabelStore(database)
        store.begin(header)
        store.append(answer(header, 0))
        found.append(store.counts().answers)
        database.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert found == [1]


def test_a_store_of_nothing_gives_nothing(store: LabelStore) -> None:
    assert store.sessions() == ()
    assert store.annotators() == ()
    assert store.exposed(ANNA, "f") == store.answered(ANNA, "f") == frozenset()
    assert (store.counts().sessions, store.counts().answers) == (0, 0)
