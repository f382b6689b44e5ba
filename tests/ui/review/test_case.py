import pytest

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui.review.case import unaided
from tests import sample
from tests.ui.review.evidence import TYPICAL, full_case, remark


@pytest.fixture(scope="module")
def gallery() -> Gallery:
    return sample.gallery()


def test_blind_nobody_else_s_conclusion_is_told(gallery: Gallery) -> None:
    history = (
        remark("Ann", "keep"),
        remark("Cem", "relabel", 3),
        remark("Ann", "answer", 3),
        remark("Ann", "tagged"),
        remark("Ben", "unsure"),
    )
    case = full_case(gallery, history=history, reader="Cem")
    assert case.told_history == history
    blind = full_case(gallery, history=history, reader="Cem", is_blind=True)
    assert blind.told_history == history[1:4]


def test_blind_or_not_an_unknown_history_stays_unknown(gallery: Gallery) -> None:
    assert full_case(gallery, history=None, is_blind=True).told_history is None


def test_unaided_nothing_is_left_that_points_to_another_class(gallery: Gallery) -> None:
    bare = unaided(full_case(gallery))
    assert (bare.suggested, bare.votes, bare.rankings, bare.history) == (None, (), (), ())
    assert [(e.class_number, e.typical, e.towards, e.border) for e in bare.examples] == [
        (4, TYPICAL, None, ())
    ]
    assert bare.neighbours == full_case(gallery).neighbours
