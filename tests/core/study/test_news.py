"""What happened to a study is told with names while it is little, and counted beyond that."""

from uuid import uuid4

from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.news import MOST_NAMED, change_of, counted, news_content, told
from fmnist_gui.core.study.note_content import Note
from tests.store.sample import ANNA
from tests.store.studying import BEN, departed, happened, joined


def test_little_is_told_with_names_in_the_order_in_which_it_happened() -> None:
    notes = (departed(is_back=True, after_s=9), departed(), happened("closed"), joined())
    assert told(notes) == [
        "Ben joined", "closed by Anna", "Ben was withdrawn", "Ben was reinstated"
    ]  # fmt: skip
    assert told(()) == []


def test_much_of_a_kind_is_counted() -> None:
    crowd = [joined(Annotator(uuid4(), f"Person {n}")) for n in range(MOST_NAMED + 1)]
    assert told([*crowd, happened("paused")]) == ["4 joins", "paused by Anna"]
    assert len(told(crowd[:MOST_NAMED])) == MOST_NAMED


def test_a_long_name_is_cut() -> None:
    (line,) = told([joined(Annotator(uuid4(), "A" * 300))])
    assert line.endswith("… joined")
    assert len(line) < 60


def test_changes_are_counted_by_kind() -> None:
    others: list[Note] = [happened("paused"), joined(), happened("reopened")]
    assert counted([departed(), departed(ANNA), *others]) == [
        "1 pause",
        "1 reopening",
        "1 join",
        "2 withdrawals",
    ]


def test_programs_are_told_who_did_what_and_when() -> None:
    (first, second) = news_content([departed(), happened("resumed")])
    assert (first["change"], first["annotator"]) == ("resumed", ANNA.name)
    assert (second["change"], second["annotator"]) == ("withdrawn", BEN.name)
    assert first["at"] < second["at"]
    assert change_of(departed(is_back=True)) == "reinstated"
