"""``review decide``: a decision about one image."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from fmnist_gui.core.review.decision import Decision, Original
from fmnist_gui.settings import Settings
from fmnist_gui.store.database import open_database
from fmnist_gui.store.label_store import LabelStore
from tests import sample
from tests.cli.conftest import TEST, TRAIN
from tests.cli.console import Run


@pytest.fixture
def home(fresh_home: Path) -> Path:
    return fresh_home / "fmnist-gui"


def _decisions(home: Path, split: str = "test", count: int = TEST) -> tuple[Decision, ...]:
    path = home / "fmnist-gui.db"
    with open_database(path, backups=home / "backups", now=datetime.now(UTC)) as database:
        return LabelStore(database).review.decisions(sample.split(split, count).fingerprint)


def test_a_decision_is_stored_under_the_id_that_is_told(run: Run, data: Path, home: Path) -> None:
    began = datetime.now(UTC)
    wish = ("review", "decide", "test", 298, "relabel", "--to", "ankle boot", "--note", "a sole")
    content = run(*wish, "--annotator", " Anna", "--data", data, "--json").content

    (made,) = _decisions(home)
    assert content == {"id": str(made.id)}
    assert UUID(content["id"]).version == 4
    assert (made.split, made.image_index, made.kind) == ("test", 298, "relabel")
    assert (made.to_class, made.note, made.annotator.name) == (9, "a sole", "Anna")
    assert began <= made.at <= datetime.now(UTC)


def test_the_annotator_of_the_window_decides_unless_another_is_named(
    run: Run, data: Path, home: Path
) -> None:
    Settings(home / "settings.json").change(annotator="Ben")
    told = run("review", "decide", "train", 0, "bad", "--data", data)
    assert told.out == "train 0: bad, said Ben.\n"
    run("review", "decide", "train", 0, "keep", "--annotator", "Anna", "--data", data)

    made = _decisions(home, "train", TRAIN)
    assert [(d.annotator.name, d.kind) for d in made] == [("Ben", "bad"), ("Anna", "keep")]


@pytest.mark.parametrize(
    ("to", "number"),
    [("9", 9), ("0", 0), ("SHIRT", 6), ("t-shirt", 0), (" bag ", 8), ("AnkleBoot", 9)],
)
def test_a_class_is_named_by_number_or_name(
    run: Run, data: Path, home: Path, to: str, number: int
) -> None:
    wish = ("review", "decide", "test", 1, "relabel", "--to", to, "--annotator", "A")
    assert run(*wish, "--data", data).status == 0
    assert [d.to_class for d in _decisions(home)] == [number]


def test_class_names_may_come_from_a_file(run: Run, data: Path, home: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("\n".join(f"Thing {number}" for number in range(10)))
    wish = ("review", "decide", "test", 1, "relabel", "--to", "thing 7", "--annotator", "A")
    assert "to Thing 7" in run(*wish, "--data", data, "--classes", names).out
    assert [d.to_class for d in _decisions(home)] == [7]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("test", TEST, "keep"), f"there is no image {TEST} in test, whose {TEST} images count"),
        (("test", -1, "keep"), "there is no image -1 in test"),
        (("test", "9" * 30, "keep"), "there is no image 999"),
        (("test", "one", "keep"), "invalid int value: 'one'"),
        (("extra", 0, "keep"), "has no split called 'extra'; it has train and test"),
        (("test", 0, "perhaps"), "invalid choice: 'perhaps'"),
        (("test", 0, "relabel"), "relabel needs the class"),
        (("test", 0, "keep", "--to", "3"), "only relabel gives an image another class"),
        (("test", 3, "relabel", "--to", "dress"), "test 3 has the label Dress already; say keep"),
        (("test", 0, "relabel", "--to", "10"), "there is no class '10'; the classes are 0 T-shirt"),
        (("test", 0, "relabel", "--to", "S"), "there is no class 'S'"),
        (("test", 0, "relabel", "--to", ""), "there is no class ''"),
        (("test", 0, "relabel", "--to", "9" * 5000), "there is no class '999"),
        (("test", 0, "relabel", "--to", "²"), "there is no class '²'"),
        (("test", 0, "keep", "--note", "\udcff"), "the note holds signs that are no text"),
        ((), "required: SPLIT, INDEX"),
    ],
)
def test_a_wrong_wish_is_one_line_and_makes_no_database(
    run: Run, data: Path, home: Path, arguments: tuple[object, ...], found: str
) -> None:
    wish = ("review", "decide", *arguments, "--annotator", "Anna", "--data", data)
    assert found in run(*wish).refusal
    assert not home.exists()


def test_somebody_must_decide(run: Run, data: Path, home: Path) -> None:
    wish = ("review", "decide", "test", 0, "keep", "--data", data)
    assert "give a name with --annotator" in run(*wish).refusal
    assert "printable" in run(*wish, "--annotator", " ").refusal
    assert _decisions(home) == ()


def test_a_set_of_classes_and_the_image_that_is_repeated_are_named(
    run: Run, data: Path, home: Path
) -> None:
    def decide(*wish: object) -> str:
        return run("review", "decide", *wish, "--annotator", "Anna", "--data", data).out

    told = decide("test", 3, "ambiguous", "--to", "coat", "--to", 2)
    assert told == "test 3: ambiguous Pullover or Coat, said Anna.\n"
    told = decide("test", 4, "duplicate", "--of", "train", 7, "--queue", "duplicates,human")
    assert told == "test 4: duplicate of train 7, said Anna.\n"

    several, repeated = _decisions(home)
    assert several.classes == (2, 4)
    train = sample.split("train", TRAIN)
    assert repeated.original == Original(train.fingerprint, "train", 7)
    assert repeated.queue == "human+duplicates"


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (("relabel", "--to", 2, "--to", 4), "relabel takes one class"),
        (("ambiguous", "--to", 2), "two classes or more"),
        (("duplicate",), "needs the image"),
        (("duplicate", "--of", "test", 0), "itself"),
        (("duplicate", "--of", "test", "one"), "'one' is no index"),
        (("duplicate", "--of", "extra", 0), "no split called 'extra'"),
        (("bad", "--of", "train", 0), "only a duplicate"),
        (("bad", "--queue", "nosuch"), "there is no queue 'nosuch'"),
        (("bad", "--queue", "audit:4c34cb91"), "there is no queue 'audit:4c34cb91'"),
    ],
)
def test_what_does_not_go_together_is_refused(
    run: Run, data: Path, home: Path, wish: tuple[object, ...], found: str
) -> None:
    wish = ("review", "decide", "test", 0, *wish, "--annotator", "Anna", "--data", data)
    assert found in run(*wish).refusal
    assert not home.exists()


def test_the_last_thing_decided_is_taken_back_and_done_again(
    run: Run, data: Path, home: Path
) -> None:
    by_anna = ("--annotator", "Anna", "--data", data)
    run("review", "decide", "test", 1, "bad", *by_anna)
    run("review", "decide", "train", 2, "keep", *by_anna)
    run("review", "decide", "test", 5, "keep", "--annotator", "Ben", "--data", data)

    assert run("review", "undo", *by_anna).out == "train 2: keep, taken back.\n"
    assert run("review", "undo", *by_anna).out == "test 1: bad, taken back.\n"
    assert [made.image_index for made in _decisions(home)] == [5]
    assert "nothing was decided by Anna" in run("review", "undo", *by_anna).refusal

    assert run("review", "redo", *by_anna).out == "test 1: bad, done again.\n"
    assert [made.image_index for made in _decisions(home)] == [1, 5]
    assert "by Cleo" in run("review", "redo", "--annotator", "Cleo", "--data", data).refusal


def test_who_decided_has_seen_the_label(run: Run, data: Path, home: Path) -> None:
    run("review", "decide", "test", 8, "keep", "--annotator", "Anna", "--data", data)
    path = home / "fmnist-gui.db"
    with open_database(path, backups=home / "backups", now=datetime.now(UTC)) as database:
        store = LabelStore(database)
        seen = store.exposed(store.annotator("Anna"), sample.split("test", TEST).fingerprint)
    assert seen == {8}
