"""How several things stand in a sentence."""

import pytest

from fmnist_gui.core.enumeration import listed


@pytest.mark.parametrize(
    ("words", "told"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_the_last_one_is_joined_by_and(words: list[str], told: str) -> None:
    assert listed(words) == told
