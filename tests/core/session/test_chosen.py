"""Images chosen by a query line or by a deck."""

import pytest

from fmnist_gui.core.dataset.gallery import gallery_of
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.session.chosen import (
    SOURCE_MOST,
    Chosen,
    chosen_by_deck,
    chosen_by_query,
)
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.drawing import Pool, deck_for
from fmnist_gui.core.table.score_column import image_columns
from fmnist_gui.core.table.table import Table
from tests import sample

GALLERY = gallery_of(sample.dataset(train=30, test=50))
TABLE = Table(len(GALLERY)).with_columns(*image_columns(GALLERY))


def by_query(text: str) -> Chosen:
    return chosen_by_query(text, GALLERY, TABLE, split="test")


def test_a_query_chooses_images_of_the_split_alone() -> None:
    chosen = by_query("index<5")
    assert chosen.only == (0, 1, 2, 3, 4)
    assert chosen.source == "filter index<5"
    assert not chosen.tells_classes


def test_a_query_about_classes_tells_them() -> None:
    chosen = by_query("  class:dress   index<30 ")
    assert chosen.only == (3, 13, 23)
    assert chosen.source == "filter class:dress index<30"
    assert chosen.tells_classes


def test_an_empty_query_and_one_that_no_image_meets_are_refused() -> None:
    with pytest.raises(RequestError, match="write a filter"):
        by_query("  ")
    with pytest.raises(RequestError, match="no test image meets"):
        by_query("split:train")
    with pytest.raises(QueryError):
        by_query("margin<0.3")


def test_a_source_can_be_kept_in_a_deck_file() -> None:
    values = ",".join(str(number) for number in range(1, 300))
    source = by_query(f"index:{values}").source
    assert len(source) <= SOURCE_MOST + len("filter ")
    assert by_query("index<5\u00a0").source.isprintable()


def test_a_deck_chooses_its_main_images() -> None:
    split = GALLERY.splits[1]
    deck = deck_for(custom(count=30, repeats=2), Pool(split), seed=1)
    assert len(deck.indices) == 32
    chosen = chosen_by_deck(deck, split)
    assert chosen.only == deck.main_indices
    assert chosen.source == f"deck {deck.code}"


def test_a_deck_of_other_images_is_refused_with_both_fingerprints() -> None:
    train, test = GALLERY.splits
    deck = deck_for(custom(count=10), Pool(test), seed=1)
    with pytest.raises(RequestError) as refused:
        chosen_by_deck(deck, train)
    assert train.fingerprint[:16] in str(refused.value)
    assert test.fingerprint[:16] in str(refused.value)


def test_a_deck_with_an_image_that_is_not_there_is_refused() -> None:
    split = GALLERY.splits[1]
    deck = Deck("quick-20", "test", split.fingerprint, 1, (3, 50), "2.0.0")
    with pytest.raises(RequestError, match="image 50"):
        chosen_by_deck(deck, split)
