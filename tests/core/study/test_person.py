"""Each person's figures: what enters them, and what never does."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.stats.confusion import confusion
from fmnist_gui.core.stats.proportion import wilson
from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.person import PersonFigures, people_figures
from tests.core.study.sample import ANNA, BEN, EVA, labels


def of(person: UUID, told: StudyLabels) -> PersonFigures:
    (found,) = (own for own in people_figures(told, class_count=3) if own.person == person)
    return found


def test_agreement_is_with_the_others_alone() -> None:
    # Of image 0 the others say 1 twice; of image 1 they are tied; of image 2 nobody else spoke.
    said = [(ANNA, 0, 2), (BEN, 0, 1), (EVA, 0, 1), (ANNA, 1, 1), (BEN, 1, 1), (EVA, 1, 2)]
    told = labels([*said, (ANNA, 2, 0)])

    anna, eva = of(ANNA, told), of(EVA, told)

    assert (anna.agreement.right, anna.agreement.count, anna.tied) == (0, 1, 1)
    assert anna.confusion.tolist() == [[0, 0, 0], [0, 0, 1], [0, 0, 0]]
    # Of image 0 Anna and Ben are tied without Eva, whatever she said.
    assert (eva.agreement.right, eva.agreement.count, eva.tied) == (0, 1, 1)
    assert eva.agreement.interval == wilson(0, 1)


votes = st.lists(
    st.tuples(
        st.sampled_from([ANNA, BEN, EVA, UUID(int=9)]), st.integers(0, 5), st.integers(-1, 2)
    ),
    max_size=30,
    unique_by=lambda row: row[:2],
)


@given(said=votes)
def test_the_others_are_as_counted_one_by_one(said: list[tuple[UUID, int, int]]) -> None:
    found = people_figures(labels(said), class_count=3)
    assert {own.person for own in found} == {person for person, _, _ in said}
    for own in found:
        pairs, tied = [], 0
        for person, image, chosen in said:
            if person != own.person or chosen == CANNOT_TELL:
                continue
            rest = [c for p, i, c in said if i == image and p != person and c != CANNOT_TELL]
            counts = [rest.count(c) for c in range(3)]
            if rest and counts.count(max(counts)) == 1:
                pairs.append((counts.index(max(counts)), chosen))
            tied += bool(rest) and counts.count(max(counts)) > 1
        rows, columns = [row for row, _ in pairs], [column for _, column in pairs]
        assert own.confusion.tolist() == confusion(rows, columns, class_count=3).tolist()
        assert own.agreement.right == sum(row == column for row, column in pairs)
        assert (own.agreement.count, own.tied) == (len(pairs), tied)


def test_batch_and_imported_labels_enter_no_figure_of_a_person_but_their_number() -> None:
    said = [(ANNA, 0, 1), (ANNA, 1, 1), (ANNA, 2, 1), (BEN, 0, 1), (BEN, 1, 1), (BEN, 2, 2)]
    told = replace(
        labels(said, batch=[1]),
        is_imported=np.array([False, False, True, False, False, False]),
        response_s=np.array([2.0, np.nan, 50.0, 1.0, 1.0, 1.0]),
    )
    anna, ben = of(ANNA, told), of(BEN, told)

    assert (anna.labels, anna.batch, anna.imported) == (1, 1, 1)
    assert (anna.agreement.right, anna.agreement.count) == (1, 1)
    assert anna.pace is not None
    assert (anna.pace.labels, anna.pace.active_s, anna.pace.per_hour) == (1, 2.0, 1800.0)
    assert anna.last_at == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    # They are votes, so that others are compared with them.
    assert (ben.agreement.right, ben.agreement.count) == (2, 3)


def test_speed_leaves_out_the_first_of_each_sitting_and_pace_caps_idle_ones() -> None:
    told = labels([(ANNA, image, 0) for image in range(8)], checks=[7])
    told = replace(
        told,
        response_s=np.array([1.9, 1.0, 1.2, 1.4, 1.6, 1.1, 1.3, 90.0]),
        session=np.array([0, 0, 0, 0, 1, 1, 1, 1]),
    )
    anna = of(ANNA, told)

    assert anna.times is not None
    assert anna.times.n == 5
    assert anna.times.median_s == pytest.approx(1.2)
    assert anna.pace is not None
    assert anna.pace.labels == 7
    assert anna.pace.active_s == pytest.approx(1.9 + 1 + 1.2 + 1.4 + 1.6 + 1.1 + 1.3 + 30)
    assert anna.pace.per_minute == pytest.approx(anna.pace.per_hour / 60)


def test_checks_count_against_the_file_and_cannot_tell_is_not_right() -> None:
    told = labels(
        [(ANNA, 0, 0), (ANNA, 1, 1), (ANNA, 2, CANNOT_TELL), (ANNA, 3, 1)], checks=[0, 1, 2]
    )
    anna = of(ANNA, told)

    assert (anna.checks.right, anna.checks.count, anna.labels) == (1, 3, 1)
    assert anna.checks.interval == wilson(1, 3)


def test_repeats_are_held_against_the_first_answer_of_the_same_image() -> None:
    said = [(ANNA, 4, 1), (ANNA, 2, 0), (ANNA, 3, CANNOT_TELL), (ANNA, 2, 0), (ANNA, 4, 2)]
    said += [(ANNA, 3, CANNOT_TELL), (ANNA, 9, 1), (BEN, 9, 1)]
    anna = of(ANNA, labels(said, repeats=[3, 4, 5, 6]))

    # Image 9 was never asked before.
    assert (anna.consistency.same, anna.consistency.n) == (2, 3)
    assert anna.consistency.interval == wilson(2, 3)
    assert (anna.labels, anna.cannot_tell) == (3, 1)


def test_those_with_most_labels_come_first_and_nobody_is_no_error() -> None:
    told = labels([(BEN, 0, 1), (ANNA, 0, 1), (EVA, 0, 1), (EVA, 1, 1)])
    assert [own.name for own in people_figures(told, class_count=3)] == ["Eva", "Anna", "Ben"]
    assert people_figures(labels([]), class_count=3) == ()
