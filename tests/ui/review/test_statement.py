"""What people and models said about an image, as it is kept."""

from dataclasses import replace

import numpy as np
import pytest

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.dataset.predictions import Predictions
from fmnist_gui.store import scoring
from fmnist_gui.store.score_shelf import Kept, KeptCounts, KeptPredictions
from fmnist_gui.ui.image.opinion import opinions_of
from fmnist_gui.ui.image.vote import Vote
from fmnist_gui.ui.review.statement import Statements, statements_of
from tests import sample
from tests.ui.image.kept import about, sure_of


@pytest.fixture
def gallery() -> Gallery:
    return sample.gallery()


def titles(said: Statements, number: int) -> list[tuple[str, int]]:
    return [(r.title, r.shares[0].class_number) for r in said.rankings(number)]


def named(kept: KeptPredictions, name: str, *, source: str = "") -> KeptPredictions:
    return replace(kept, about=replace(kept.about, name=name, source=source))


def test_every_model_has_its_say_under_its_own_name(gallery: Gallery) -> None:
    test = gallery.splits[1]
    labels = KeptPredictions(about("labels", test, "knn"), Predictions(None, test.labels))
    kept = Kept((named(sure_of(test, 3), "newest"), named(sure_of(test, 5), "older"), labels))
    said = statements_of(gallery, kept)
    assert titles(said, 304) == [("newest", 3), ("older", 5), ("knn", 4)]
    assert titles(said, 4) == []
    # Elsewhere the newest is enough.
    assert [opinion.model for opinion in opinions_of(gallery, kept)] == ["newest"]


def test_votes_are_those_of_the_image(gallery: Gallery) -> None:
    test = gallery.splits[1]
    counts = np.zeros((len(test), 10), dtype=np.int64)
    counts[4, [3, 4]] = 8, 2
    said = statements_of(gallery, Kept((), (KeptCounts(about("counts", test, "people"), counts),)))
    assert said.votes(304) == (Vote(3, 8, 0.8), Vote(4, 2, 0.2))
    assert said.votes(305) == ()
    assert said.votes(4) == ()


def test_scores_computed_for_other_splits_together_are_left_out(gallery: Gallery) -> None:
    train, test = gallery.splits
    source = scoring._source(gallery.splits)
    own = [named(sure_of(split, 2), scoring.NAME, source=source) for split in (train, test)]
    alone = named(sure_of(test, 7), scoring.NAME, source=scoring._source((test,)))
    said = statements_of(gallery, Kept((alone, *own)))
    assert titles(said, 304) == [(scoring.NAME, 2)]
    assert said.computed is not None
    assert said.computed.shape == (600, 10)
    # Of one split nothing was computed beside the other: then all that there is counts.
    part = statements_of(gallery, Kept((alone, own[0])))
    assert titles(part, 304) == [(scoring.NAME, 7)]
    assert part.computed is None


def test_the_other_class_is_that_of_most_people_or_else_of_the_first_model(
    gallery: Gallery,
) -> None:
    train, test = gallery.splits
    counts = np.zeros((len(test), 10), dtype=np.int64)
    counts[4, [4, 6, 8]] = 5, 3, 1
    people = KeptCounts(about("counts", test, "people"), counts)
    said = statements_of(gallery, Kept((sure_of(train, 1), sure_of(test, 1)), (people,)))
    assert said.other_class(304, 4) == 6
    assert said.other_class(305, 5) == 1
    assert said.other_class(1, 1) is None
    assert Statements().other_class(304, 4) is None
