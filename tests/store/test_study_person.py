"""Within a study one name is one person, whichever machines the answers came from."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.agreement import study_agreement
from fmnist_gui.core.study.assignment import assigned
from fmnist_gui.core.study.event import StudyStart
from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.person import people_figures
from fmnist_gui.core.study.person_row import person_rows
from fmnist_gui.core.study.progress import progress
from fmnist_gui.store import intake
from fmnist_gui.store.intake_sentence import intake_sentence
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.study_notice import Uncounted
from tests.store.sample import ANNA, FINGERPRINT, NOW, event, opened
from tests.store.studying import STUDY, departed, happened, said, sitting, started

HERE, THERE = Annotator(UUID(int=7), "Ben"), Annotator(UUID(int=3), "BEN")
START = started()


@contextmanager
def machine(folder: Path, start: StudyStart = START) -> Iterator[LabelStore]:
    """Open a database of its own in `folder` in which a study runs."""
    with opened(folder) as database:
        store = LabelStore(database)
        store.studies.start(start)
        yield store


def answers(
    store: LabelStore,
    person: Annotator,
    indices: Sequence[int],
    chosen: Sequence[int],
    *,
    after_s: float = 0,
) -> UUID:
    """Store a finished sitting whose answers came so much later; return its id."""
    header = sitting(person, indices)
    late = timedelta(seconds=after_s)
    store.begin(header)
    given = said(header, chosen)
    store.append(*(replace(a, answered_at=a.answered_at + late) for a in given))
    store.append(event(header, "finished", len(chosen)))
    return header.id


def two_machines(folder: Path) -> tuple[Path, Path]:
    """Make two databases in which somebody of one name labelled, two images at both."""
    with machine(folder / "a") as store:
        answers(store, HERE, (1, 2, 3), (0, 0, 0), after_s=60)
        answers(store, ANNA, (1, 2, 3), (0, 0, 0), after_s=90)
        a = store.database.path
    with machine(folder / "b") as store:
        answers(store, THERE, (2, 3, 4), (5, 5, 5))
        b = store.database.path
    return a, b


def take(store: LabelStore, *paths: Path) -> tuple[intake.Intake, str]:
    """Merge databases together; return what came of it, in figures and in words."""
    gift = intake.Gift(paths)
    found = intake.take_in(store, gift, now=NOW)
    return found, intake_sentence(found, gift)


def content(labels: StudyLabels) -> list[object]:
    """Return all that may not depend on the order of merging."""
    arrays = (labels.image, labels.annotator, labels.chosen, labels.answered_us, labels.asked)
    return [*(array.tolist() for array in arrays), labels.people, labels.names]


@pytest.fixture(params=["a into b", "b into a", "both into another"])
def together(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LabelStore]:
    """Two machines' databases, merged in every order."""
    a, b = two_machines(tmp_path)
    into, paths = {
        "a into b": ("b", [a]),
        "b into a": ("a", [b]),
        "both into another": ("c", [b, a]),
    }[request.param]
    with machine(tmp_path / into) as store:
        for path in paths:
            take(store, path)
        yield store


def test_one_name_is_one_person_in_every_figure(together: LabelStore) -> None:
    labels = together.studies.labels(STUDY.sha256)

    assert labels.people == (THERE.id, ANNA.id)
    assert labels.names == ("BEN", "Anna")
    assert len(labels) == 9, "both answers are kept"
    assert sorted(labels.chosen[labels.asked & (labels.annotator == 0)].tolist()) == [0, 5, 5, 5]
    come = progress(STUDY, labels)
    assert (come.people, come.given, come.surplus) == (2, 7, 0)
    figures = people_figures(labels, class_count=10)
    assert {own.name: own.labels for own in figures} == {"BEN": 4, "Anna": 3}
    assert study_agreement(labels, class_count=10).people == 2
    record = together.studies.find(STUDY.sha256)
    assert [row.cells[:2] for row in person_rows(record, figures)] == [("BEN", "4"), ("Anna", "3")]
    assert together.studies.standing(STUDY.sha256, "ben") == 6
    images = assigned(STUDY, labels, person=uuid4(), name="ben", count=20)
    assert sorted(images) == [0, 5, 6, 7, 8, 9]


def test_the_order_of_merging_does_not_matter_at_all(tmp_path: Path) -> None:
    found = []
    a, b = two_machines(tmp_path)
    for number, order in enumerate(([a, b], [b, a])):
        with machine(tmp_path / str(number)) as store:
            for path in order:
                take(store, path)
            found.append(content(store.studies.labels(STUDY.sha256)))
    assert found[0] == found[1]


def test_answers_of_one_moment_have_one_order(tmp_path: Path) -> None:
    paths = []
    for number, person in enumerate((HERE, THERE, ANNA)):
        with machine(tmp_path / f"from {number}") as store:
            answers(store, person, (1, 2), (number, number))
            paths.append(store.database.path)
    found = []
    for number, order in enumerate((paths, paths[::-1])):
        with machine(tmp_path / str(number)) as store:
            for path in order:
                take(store, path)
            found.append(content(store.studies.labels(STUDY.sha256)))
    assert found[0] == found[1]


@pytest.mark.parametrize("other", ["BEN", "ben", "Ben ", "B\u200een"])
def test_withdrawal_holds_for_the_name(tmp_path: Path, other: str) -> None:
    with machine(tmp_path) as store:
        store.studies.note(happened("closed"))
        answers(store, HERE, (1,), (0,))
        answers(store, Annotator(uuid4(), other), (2,), (0,))
        answers(store, ANNA, (3,), (0,))
        store.studies.depart(departed(HERE))

        assert store.studies.labels(STUDY.sha256).names == ("Anna",)
        assert len(store.studies.histories(STUDY.sha256)) == 1
        assert len(store.told_histories()) == len(store.given_answers(FINGERPRINT)) == 1
        assert store.studies.withdrawn_answers(STUDY.sha256) == {"Ben": 2}

        store.studies.depart(departed(Annotator(uuid4(), "bEN"), is_back=True, after_s=9))
        assert len(store.told_histories()) == len(store.given_answers(FINGERPRINT)) == 3
        assert store.studies.withdrawn_answers(STUDY.sha256) == {}


def test_answers_of_a_withdrawn_name_do_not_count_when_they_come(tmp_path: Path) -> None:
    a, b = two_machines(tmp_path)
    with machine(tmp_path / "a") as store:
        store.studies.note(happened("closed"))
        store.studies.depart(departed(HERE))
    with machine(tmp_path / "a") as store:
        found, told = take(store, b)
        assert "3 answers of Ben do not count: Ben was withdrawn from “Shirts”." in told
        assert store.studies.labels(STUDY.sha256).names == ("Anna",)
        assert len(store.given_answers(FINGERPRINT)) == 3
        again, told = take(store, b)
        assert (again.conflicts, again.notices) == (0, ())
        assert "count" not in told
    with machine(tmp_path / "b") as store:
        # Here those who were to count until now do not, nor do those that come.
        found, _ = take(store, a)
        assert [notice.answers for notice in found.notices if isinstance(notice, Uncounted)] == [6]
        assert store.studies.labels(STUDY.sha256).names == ("Anna",)


def test_a_conflict_is_one_of_new_answers(tmp_path: Path) -> None:
    _, b = two_machines(tmp_path)
    with machine(tmp_path / "a") as store:
        found, _ = take(store, b)
        assert [double.image_index for double in found.doubles] == [2, 3]
        assert take(store, b)[0].conflicts == 0


def test_another_form_of_a_study_is_told_of_by_code(tmp_path: Path) -> None:
    other = replace(STUDY, seed=99, name="shirts")
    with machine(tmp_path / "a", started(other)) as store:
        answers(store, HERE, (1,), (0,))
        path = store.database.path
    with machine(tmp_path / "b") as store:
        _, told = take(store, path)
        assert "is here in 2 forms now" in told
        assert STUDY.code in told
        assert other.code in told
        assert "forms" not in take(store, path)[1]


def test_one_entry_was_here(tmp_path: Path) -> None:
    with machine(tmp_path / "a") as store:
        path = store.database.path
    with machine(tmp_path / "b") as store:
        assert take(store, path)[1] == "Nothing is new, 1 entry was here."
