from datetime import UTC, datetime

import numpy as np
import pytest
from scipy.stats import rankdata

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.review.evidence import Evidence, Sent
from fmnist_gui.core.review.mixture import LackError, QueueWish, places, queue
from fmnist_gui.core.review.queue import Candidate, queue_of
from fmnist_gui.core.review.ranking.catalog import RANKINGS
from fmnist_gui.core.table.given_answers import GivenAnswers
from fmnist_gui.core.table.score_column import image_columns
from fmnist_gui.core.table.table import Table
from tests import sample
from tests.core.review.ranking.example import given, model

TRAIN, TEST = 30, 20
GALLERY = sample.gallery(sample.split("train", TRAIN), sample.split("test", TEST))
TABLE = Table(len(GALLERY)).with_columns(*image_columns(GALLERY))


def known() -> Evidence:
    rng = np.random.default_rng(1)
    both = rng.dirichlet(np.ones(10), len(GALLERY))
    votes = np.zeros((len(GALLERY), 10), dtype=np.int64)
    votes[TRAIN:] = rng.integers(0, 9, (TEST, 10))
    return Evidence(
        GALLERY,
        models=(
            model("Net", "train", *both[:TRAIN].tolist()),
            model("Net", "test", *both[TRAIN:].tolist()),
        ),
        counts=votes,
    )


KNOWN = known()


def test_one_ranking_gives_its_order_scores_and_reasons() -> None:
    found = queue(QueueWish(("margin",)), KNOWN)

    scores = RANKINGS["margin"].find(KNOWN).scores
    assert found.key == "margin"
    assert found.ranks_by == RANKINGS["margin"].ranks_by
    assert found.numbers.tolist() == np.argsort(scores, kind="stable").tolist()
    first = found[0]
    assert first.label == GALLERY.labels[first.number]
    assert first.score == pytest.approx(float(scores.min()))
    assert first.suggested == RANKINGS["margin"].find(KNOWN).suggested[first.number]
    assert first.why.startswith("model gives")
    assert found.position_of(first.number) == 0
    assert len(found) == len(GALLERY)
    assert not found.notes


def test_images_without_a_score_are_left_out_and_that_is_said() -> None:
    found = queue(QueueWish(("human",)), KNOWN)

    assert sorted(found.numbers.tolist()) == list(range(TRAIN, TRAIN + TEST))
    assert found.notes == ("20 of 50 images are known; the others are left out.",)


def test_a_mixture_takes_the_mean_of_places_with_the_unknown_in_the_middle() -> None:
    found = queue(QueueWish(("human", "margin")), KNOWN)

    margin, human = (RANKINGS[key].find(KNOWN).scores for key in ("margin", "human"))
    stands = np.full((2, len(GALLERY)), 0.5)
    stands[0] = (rankdata(margin) - 0.5) / len(GALLERY)
    stands[1, TRAIN:] = (rankdata(-human[TRAIN:]) - 0.5) / TEST
    expected = stands.mean(axis=0)
    assert found.key == "margin+human"
    assert found.title == "Model margin and people against the label"
    assert found.numbers.tolist() == np.argsort(expected, kind="stable").tolist()
    assert found.scores == pytest.approx(np.sort(expected))
    assert found.notes == (
        "People against the label knows 20 of 50; the others count as middling there.",
    )


def test_the_order_in_which_rankings_are_named_does_not_matter() -> None:
    one = queue(QueueWish(("human", "margin", "human")), KNOWN)
    other = queue(QueueWish(("margin", "human")), KNOWN)

    assert one.key == other.key
    assert one.numbers.tolist() == other.numbers.tolist()


def test_a_mixture_says_what_each_ranking_says() -> None:
    found = queue(QueueWish(("margin", "human", "self-confidence")), KNOWN)

    train = next(c for c in found if c.number < TRAIN)
    test = next(c for c in found if c.number >= TRAIN)
    assert test.why.count("model gives") == 1
    assert "people say" in test.why
    assert "people say" not in train.why


def test_a_mixture_suggests_what_the_most_doubtful_ranking_suggests() -> None:
    found = queue(QueueWish(("margin", "human")), KNOWN)

    rankings = [RANKINGS["margin"], RANKINGS["human"]]
    ranked = [ranking.find(KNOWN) for ranking in rankings]
    stands = [places(ranking, r) for ranking, r in zip(rankings, ranked, strict=True)]
    for candidate in found:
        at = candidate.number
        is_known = [not np.isnan(r.scores[at]) for r in ranked]
        best = min((which for which in (0, 1) if is_known[which]), key=lambda w: stands[w][at])
        assert candidate.suggested == ranked[best].suggested[at]


def _slow_answers(*, simulated: tuple[int, ...] = ()) -> dict[str, GivenAnswers]:
    """Return a slow answer to the first image of test, of another class than anybody says."""
    pace = tuple((2, 2, 2, 2.0, 0, 0) for _ in range(11))
    return {"test": given(*pace, (0, 9, 0, 20.0, 0, 0), simulated=simulated)}


def test_an_image_that_is_slow_is_suggested_as_the_reason_beside_it_says() -> None:
    votes = np.zeros((len(GALLERY), 10), dtype=np.int64)
    votes[TRAIN:, 4] = 2
    votes[TRAIN:, 2] = 29
    evidence = Evidence(GALLERY, counts=votes, answers=_slow_answers())

    found = queue(QueueWish(("human", "slow")), evidence)

    first = next(c for c in found if c.number == TRAIN)
    assert first.suggested == 2
    assert first.why.startswith("29 of 31 people say Pullover")
    assert "10.0 times the median" in first.why


def test_the_reason_for_what_is_suggested_comes_first() -> None:
    margin, human = (RANKINGS[key].find(KNOWN) for key in ("margin", "human"))
    found = queue(QueueWish(("margin", "human")), KNOWN)

    apart = [c for c in found if c.number >= TRAIN and margin.suggested[c.number] != c.suggested]
    assert apart
    for candidate in apart:
        assert candidate.why.startswith(human.why(candidate.number))


def test_a_simulated_answer_is_called_so_and_suggests_nothing() -> None:
    evidence = Evidence(GALLERY, answers=_slow_answers(simulated=(0,)))

    first = queue(QueueWish(("slow",)), evidence)[0]

    assert first.suggested is None
    assert first.why.startswith("one simulated answer took")


def test_a_list_that_speaks_for_no_class_is_told_what_model_people_or_neighbours_say() -> None:
    numbers = np.array([0, TRAIN, TRAIN + 1], dtype=np.intp)
    at = (datetime(2026, 1, 2, tzinfo=UTC),) * 3
    votes = np.zeros((len(GALLERY), 10), dtype=np.int64)
    votes[TRAIN : TRAIN + 2, 3] = 40
    known = Evidence(GALLERY, models=KNOWN.models[:1], counts=votes, sent=Sent(numbers, at))

    by_model, by_people, _ = queue(QueueWish(("sent",)), known)

    best = int(KNOWN.models[0].probs[0].argmax())
    assert by_model.suggested == (None if best == by_model.label else best)
    assert by_model.suggested is not None
    assert "; model gives" in by_model.why
    assert by_people.suggested == 3
    assert by_people.why.endswith(
        "; 40 of 40 people say Dress, 0 " + FASHION_CLASSES[by_people.label]
    )


def test_a_model_that_says_the_label_suggests_nothing_to_a_list() -> None:
    agreed = np.eye(10, dtype=np.float32)[GALLERY.labels[:TRAIN]]
    sure = model("Sure", "train", *agreed.tolist())
    sent = Sent(np.array([1], dtype=np.intp), (datetime(2026, 1, 2, tzinfo=UTC),))

    (only,) = queue(QueueWish(("sent",)), Evidence(GALLERY, models=(sure,), sent=sent))

    assert only.suggested is None
    assert "model gives" in only.why


def test_images_that_no_ranking_of_a_mixture_knows_are_left_out_and_that_is_said() -> None:
    half = Evidence(GALLERY, models=KNOWN.models[1:], counts=KNOWN.counts)
    found = queue(QueueWish(("margin", "human")), half)

    assert found.notes == ("20 of 50 images are known; the others are left out.",)
    assert len(found) == TEST


def test_images_of_a_list_stand_before_all_that_are_not_in_it() -> None:
    ranking = RANKINGS["flags"]
    ranked = ranking.find(KNOWN)
    is_in = ~np.isnan(ranked.scores)
    stands = places(ranking, ranked)

    count = int(is_in.sum())
    assert 0 < count < len(GALLERY)
    assert stands[is_in].max() < stands[~is_in].min()
    assert set(stands[~is_in]) == {(count + len(GALLERY)) / 2 / len(GALLERY)}
    assert stands.mean() == pytest.approx(0.5)


def test_images_that_a_list_does_not_know_stand_in_the_middle() -> None:
    half = Evidence(GALLERY, models=KNOWN.models[:1])
    stands = places(RANKINGS["flags"], RANKINGS["flags"].find(half))

    assert set(stands[TRAIN:]) == {0.5}
    assert stands[:TRAIN].mean() == pytest.approx(0.5)
    assert stands[:TRAIN].min() < 0.1


def test_a_list_that_knows_nothing_about_a_split_says_so_and_an_empty_one_is_empty() -> None:
    half = Evidence(GALLERY, models=KNOWN.models[:1])
    with pytest.raises(LackError, match="the queue by flags needs a model's probabilities"):
        queue(QueueWish(("flags",)), half, splits=["test"])

    agreed = np.eye(10, dtype=np.float32)[GALLERY.labels[:TRAIN]]
    sure = Evidence(GALLERY, models=(model("Sure", "train", *agreed.tolist()),))
    assert len(queue(QueueWish(("flags",)), sure)) == 0


def test_a_clause_that_two_rankings_give_is_told_once() -> None:
    found = queue(QueueWish(("margin", "human", "sure")), KNOWN)

    whys = [candidate.why for candidate in found if candidate.number >= TRAIN]
    parts = [why.split("; ") for why in whys]
    assert all(len(set(told)) == len(told) for told in parts)
    assert any(len(told) == 2 for told in parts)


def test_equal_scores_share_a_place_and_keep_the_order_of_the_gallery() -> None:
    same = Evidence(GALLERY, models=(model("Flat", "train", *[[0.1] * 10] * TRAIN),))

    assert queue(QueueWish(("margin",)), same).numbers.tolist() == list(range(TRAIN))
    found = queue(QueueWish(("margin", "self-confidence")), same)
    assert found.scores == pytest.approx([0.5] * TRAIN)


def test_a_query_and_splits_narrow_a_queue_without_changing_its_scores() -> None:
    everything = queue(QueueWish(("margin", "human")), KNOWN)
    shirts = queue(QueueWish(("margin", "human"), "class:shirt split:test"), KNOWN, table=TABLE)
    test = queue(QueueWish(("margin", "human")), KNOWN, splits=["test"])

    assert [c for c in everything if c.number >= TRAIN and c.label == 6] == list(shirts)
    assert [c for c in everything if c.number >= TRAIN] == list(test)


def test_a_query_that_cannot_be_answered_says_where() -> None:
    with pytest.raises(QueryError, match="no key is called"):
        queue(QueueWish(("margin",), "colour:red"), KNOWN, table=TABLE)


def test_decided_images_are_left_out_unless_they_are_wished_for() -> None:
    decided = np.zeros(len(GALLERY), dtype=np.bool_)
    decided[[2, 40]] = True

    without = queue(QueueWish(("margin",)), KNOWN, decided=decided)
    everything = queue(QueueWish(("margin",), with_decided=True), KNOWN, decided=decided)

    assert len(without) == len(GALLERY) - 2
    assert sorted(without.decided.tolist()) == [2, 40]
    assert without.position_of(40) is None
    assert len(everything) == len(GALLERY)
    assert not len(everything.decided)


@pytest.mark.parametrize("key", RANKINGS)
def test_what_is_missing_is_said(key: str) -> None:
    with pytest.raises(LackError, match=f"the queue by {key} needs .*") as caught:
        queue(QueueWish((key,)), Evidence(GALLERY))
    assert caught.value.ranking is RANKINGS[key]


def test_evidence_about_other_images_is_as_good_as_none() -> None:
    with pytest.raises(LackError, match="the queue by human needs human counts"):
        queue(QueueWish(("human",)), KNOWN, splits=["train"])


@pytest.mark.parametrize("keys", [(), ("margin", "beauty")])
def test_an_unknown_queue_is_told_with_those_that_are_known(keys: tuple[str, ...]) -> None:
    with pytest.raises(RequestError, match=r"; there are margin, self-.*, sent$"):
        queue(QueueWish(keys), KNOWN)


def test_a_queue_made_of_candidates_gives_them_back() -> None:
    given = (Candidate(3, 1, 0.5, None, "drawn"), Candidate(1, 2, 0.7, 4, "drawn too"))
    found = queue_of("audit:1", "Audit", "By chance.", candidates=given)

    assert tuple(found) == given
    assert found[-1] == given[1]
    assert found[:1] == given[:1]
    with pytest.raises(IndexError):
        found[2]
