import numpy as np
import pytest

from fmnist_gui.ui.image.vote import Vote, votes_of


def test_every_class_that_anybody_chose_is_a_vote_the_most_chosen_first() -> None:
    assert votes_of(np.array([1, 0, 5, 0, 1, 3])) == (
        Vote(2, 5, 0.5),
        Vote(5, 3, 0.3),
        Vote(0, 1, 0.1),
        Vote(4, 1, 0.1),
    )


@pytest.mark.parametrize("counts", [[0, 0, 0], [np.nan, np.nan, np.nan]])
def test_where_nobody_answered_there_are_no_votes(counts: list[float]) -> None:
    assert votes_of(np.array(counts)) == ()
