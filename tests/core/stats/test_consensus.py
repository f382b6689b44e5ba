"""Labels from many people's answers: against a plain calculation, published data, and itself."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.stats import consensus
from fmnist_gui.core.stats.consensus import Consensus, SparseAnswers
from fmnist_gui.core.stats.dawid_skene import dawid_skene
from fmnist_gui.core.stats.one_coin import one_coin

Triple = tuple[int, int, int]
Table = list[list[float]]
MODELS: dict[str, Callable[[SparseAnswers], Consensus]] = {
    "dawid-skene": dawid_skene,
    "one-coin": one_coin,
}

ANAESTHESIA = (
    "1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 "
    "2223343 1111111 2223212 1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 "
    "2223222 2212222 1111111 1111111 2322222 1111111 1111111 1121121 1111111 3333233 1111111 "
    "2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 "
    "2222222"
)
"""Table 1 of Dawid and Skene 1979: 45 patients, the first of five observers three times."""


def answers(rows: list[Triple], *, people: int, classes: int) -> SparseAnswers:
    image, annotator, chosen = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    count = int(image.max(initial=-1)) + 1
    return SparseAnswers(image, annotator, chosen, count, people, classes)


def crowd(rng: np.random.Generator, *, images: int, people: int, classes: int) -> list[Triple]:
    """Return answers of which some are missing, by people of unlike accuracy."""
    truth = rng.integers(classes, size=images)
    rows = []
    for image in range(images):
        there = rng.random(people) < 0.7
        there[rng.integers(people)] = True
        for person in np.flatnonzero(there).tolist():
            is_right = rng.random() < 0.4 + 0.5 * person / people
            rows.append((image, person, int(truth[image] if is_right else rng.integers(classes))))
    return rows


def plain(rows: list[Triple], *, people: int, classes: int, is_one_coin: bool) -> Table:
    """Return the posteriors, by sums and products over lists alone."""
    images = max(row[0] for row in rows) + 1
    by_image = [[row[1:] for row in rows if row[0] == image] for image in range(images)]
    posterior = [
        [sum(c == t for _, c in said) / len(said) for t in range(classes)] for said in by_image
    ]
    for _ in range(200):
        total = images + 0.01 * classes
        prior = [(sum(p[t] for p in posterior) + 0.01) / total for t in range(classes)]
        chance = [[[0.0] * classes for _ in range(classes)] for _ in range(people)]
        for person in range(people):
            own = [(image, c) for image, who, c in rows if who == person]
            right = sum(posterior[image][c] for image, c in own) + 0.01
            accuracy = right / (len(own) + 0.01 * classes)
            for t in range(classes):
                weight = [
                    sum(posterior[image][t] for image, c in own if c == said) + 0.01
                    for said in range(classes)
                ]
                for said in range(classes):
                    wrong = (1 - accuracy) / (classes - 1)
                    coin = accuracy if said == t else wrong
                    chance[person][t][said] = coin if is_one_coin else weight[said] / sum(weight)
        fresh = []
        for votes in by_image:
            joint = [
                prior[t] * math.prod(chance[who][t][c] for who, c in votes) for t in range(classes)
            ]
            fresh.append([value / sum(joint) for value in joint])
        change = max(
            abs(a - b)
            for old, new in zip(posterior, fresh, strict=True)
            for a, b in zip(old, new, strict=True)
        )
        posterior = fresh
        if change <= 1e-9:
            break
    return posterior


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("seed", range(3))
def test_posteriors_are_those_of_a_plain_calculation(name: str, seed: int) -> None:
    rows = crowd(np.random.default_rng(seed), images=25, people=4, classes=3)
    found = MODELS[name](answers(rows, people=4, classes=3))
    expected = plain(rows, people=4, classes=3, is_one_coin=name == "one-coin")
    np.testing.assert_allclose(found.posterior, expected, rtol=0, atol=1e-7)
    assert found.has_settled == (found.rounds < consensus.MOST_ROUNDS)


def published() -> SparseAnswers:
    rows = [
        (patient, max(place - 2, 0), int(digit) - 1)
        for patient, digits in enumerate(ANAESTHESIA.split())
        for place, digit in enumerate(digits)
    ]
    return answers(rows, people=5, classes=4)


def test_the_published_example_of_dawid_and_skene() -> None:
    found = dawid_skene(published())
    # Table 2 of the paper, to its two decimals; the smoothing moves the third.
    assert found.prior == pytest.approx([0.40, 0.42, 0.11, 0.07], abs=0.006)
    assert found.has_settled
    assert found.confusion[0].tolist() == [
        pytest.approx(row, abs=0.01)
        for row in (
            [0.89, 0.11, 0, 0],
            [0.07, 0.88, 0.05, 0],
            [0, 0.34, 0.66, 0],
            [0, 0, 0.56, 0.44],
        )
    ]
    # The fewer call patients 2 and 36 a 4, but a 4 is seldom said of a 3.
    assert found.label[[0, 1, 7, 10, 35]].tolist() == [0, 3, 2, 3, 3]
    assert found.posterior[0, 0] > 0.9999


def test_a_person_who_errs_in_one_way_is_understood() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(3, size=200)
    rows = [(image, person, int(t)) for image, t in enumerate(truth) for person in range(2)]
    # The third always says the next class, so that two classes mixed up are no loss.
    rows += [(image, 2, int((t + 1) % 3)) for image, t in enumerate(truth)]
    rows += [(200, 2, 1)]
    found = dawid_skene(answers(rows, people=3, classes=3))
    assert found.label[:200].tolist() == truth.tolist()
    assert found.label[200] == 0
    assert found.confusion[2].argmax(axis=1).tolist() == [1, 2, 0]
    assert one_coin(answers(rows, people=3, classes=3)).confusion[2, 0, 0] < 0.01


CROWDS = st.integers(0, 10_000).map(
    lambda seed: crowd(np.random.default_rng(seed), images=12, people=3, classes=3)
)


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=40)
@given(rows=CROWDS, seed=st.integers(0, 10_000))
def test_other_orders_of_people_images_and_classes_say_the_same(
    name: str, rows: list[Triple], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    images, people, classes = (rng.permutation(n) for n in (12, 3, 3))
    other = [(int(images[i]), int(people[p]), int(classes[c])) for i, p, c in rows]
    other = [other[n] for n in rng.permutation(len(other))]
    with pytest.MonkeyPatch.context() as patch:
        # Where two classes are all but alike, many rounds make much of the order of a sum.
        patch.setattr(consensus, "MOST_ROUNDS", 20)
        first = MODELS[name](answers(rows, people=3, classes=3))
        second = MODELS[name](answers(other, people=3, classes=3))
    moved = second.posterior[images][:, classes]
    np.testing.assert_allclose(moved, first.posterior, rtol=0, atol=1e-7)
    confusion = second.confusion[people][:, classes][:, :, classes]
    np.testing.assert_allclose(confusion, first.confusion, rtol=0, atol=1e-7)


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=30)
@given(rows=CROWDS)
def test_everything_is_a_probability(name: str, rows: list[Triple]) -> None:
    found = MODELS[name](answers(rows, people=3, classes=3))
    for table in (found.posterior, found.prior, found.confusion):
        assert np.isfinite(table).all()
        assert (table >= 0).all()
        np.testing.assert_allclose(table.sum(axis=-1), 1, atol=1e-12)


@pytest.mark.parametrize("name", MODELS)
def test_a_thousand_votes_do_not_underflow(name: str) -> None:
    rows = [(image, person, image % 2) for image in range(4) for person in range(2_000)]
    found = MODELS[name](answers(rows, people=2_000, classes=2))
    assert found.label.tolist() == [0, 1, 0, 1]
    assert np.isfinite(found.posterior).all()


@pytest.mark.parametrize("name", MODELS)
def test_nothing_answered_is_an_empty_consensus(name: str) -> None:
    found = MODELS[name](answers([], people=0, classes=3))
    assert found.posterior.shape == (0, 3)
    assert found.label.shape == (0,)


@pytest.mark.parametrize("model", MODELS.values())
def test_a_fit_tells_how_far_it_is_and_can_be_cancelled(
    model: Callable[..., Consensus],
) -> None:
    steps: list[tuple[int, int]] = []
    found = model(published(), report=lambda done, total: steps.append((done, total)))
    assert len(steps) == found.rounds
    assert steps[0] == (1, 200)
    assert steps[-1] == (200, 200)
    with pytest.raises(Cancelled):
        model(published(), is_cancelled=lambda: True)


def test_rounds_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consensus, "MOST_ROUNDS", 2)
    found = dawid_skene(published())
    assert (found.rounds, found.has_settled) == (2, False)


@pytest.mark.parametrize(
    ("rows", "people", "classes"),
    [
        ([(0, 0, 3)], 1, 3),
        ([(0, 1, 0)], 1, 3),
        ([(0, 0, -1)], 1, 3),
        ([(1, 0, 0)], 1, 3),
        ([(0, 0, 0)], 1, 1),
    ],
)
def test_answers_that_do_not_fit_are_refused(rows: list[Triple], people: int, classes: int) -> None:
    with pytest.raises(ValueError, match=r"outside|without an answer|two classes"):
        answers(rows, people=people, classes=classes)
