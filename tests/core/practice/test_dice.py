"""The dice from which every garment is drawn."""

from collections import Counter

import numpy as np

from fmnist_gui.core.practice.dice import Dice


def test_the_same_key_gives_the_same_draws() -> None:
    first, second = Dice(3, 1, 4), Dice(3, 1, 4)
    assert [first.between(0, 1) for _ in range(5)] == [second.between(0, 1) for _ in range(5)]
    assert first.between(0, 1) != Dice(3, 1, 5).between(0, 1)


def test_draws_stay_within_their_bounds() -> None:
    dice = Dice(1)
    assert all(2.0 <= dice.between(2.0, 3.0) <= 3.0 for _ in range(500))
    assert all(4.0 <= dice.near(5.0, 1.0) <= 6.0 for _ in range(500))
    assert {dice.whole(1, 3) for _ in range(100)} == {1, 2, 3}


def test_near_falls_mostly_close_to_the_middle() -> None:
    dice = Dice(2)
    assert np.std([dice.near(0.0, 1.0) for _ in range(2000)]) < 0.4


def test_names_come_as_often_as_their_weight_says() -> None:
    dice = Dice(7)
    seen = Counter(dice.choose({"often": 3.0, "seldom": 1.0, "never": 0.0}) for _ in range(2000))
    assert 0.7 < seen["often"] / 2000 < 0.8
    assert seen["never"] == 0


def test_certain_features_come_and_impossible_ones_do_not() -> None:
    dice = Dice(5)
    assert all(dice.some(sure=1.0, never=0.0) == {"sure"} for _ in range(50))


def test_an_order_holds_each_number_once() -> None:
    order = Dice(9).order(100)
    assert sorted(order.tolist()) == list(range(100))
    assert order.tolist() != list(range(100))
