"""The ten garments: each feature shows, no two are alike."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import numpy as np
import pytest

from fmnist_gui.core.practice import (
    bag,
    bag_cut,
    bag_trim,
    boot,
    boot_cut,
    front,
    handle,
    lower,
    lower_cut,
    sandal,
    sandal_cut,
    sneaker,
    sneaker_cut,
    strap,
    trim,
    upper,
    upper_kind,
)
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.drawing import Camera, develop
from fmnist_gui.core.practice.generate import GARMENTS, draw
from fmnist_gui.core.practice.layer import Layer

CAMERA = Camera(
    tilt=0.0,
    bend=0.0,
    bend_phase=0.0,
    shift=(0.0, 0.0),
    size=28.0,
    light=(0.0, -0.4),
    sharpness=0.4,
    seed=1,
)
Sketch = tuple[Layer, ...]


class HasFeatures(Protocol):
    @property
    def features(self) -> frozenset[str]: ...


Featured = Callable[[frozenset[str], int], Sketch]


def _upper(features: frozenset[str], seed: int) -> Sketch:
    cut = replace(upper_kind.coat(Dice(seed)), neckline="hood", front="closed")
    return upper.sketch(replace(cut, features=features))


def _lower(features: frozenset[str], seed: int) -> Sketch:
    return lower.sketch(replace(lower_cut.trouser(Dice(seed)), features=features))


def _sneaker(features: frozenset[str], seed: int) -> Sketch:
    return sneaker.sketch(replace(sneaker_cut.sneaker(Dice(seed)), features=features))


def _boot(features: frozenset[str], seed: int) -> Sketch:
    return boot.sketch(replace(boot_cut.boot(Dice(seed)), features=features))


def _bag(features: frozenset[str], seed: int) -> Sketch:
    return bag.sketch(replace(bag_cut.bag(Dice(seed)), features=features))


FEATURED = [
    *((_upper, name) for name in [*trim.FEATURES, "raglan", "gathers", "cuffs", "fur"]),
    *((_lower, name) for name in [*lower.FEATURES, "band", "string"]),
    *((_sneaker, name) for name in [*sneaker.OVERLAYS, "foxing", "loop", "tread", "split_sole"]),
    *((_boot, name) for name in boot.FEATURES),
    *((_bag, name) for name in [*bag_trim.FEATURES, "loose"]),
]


@pytest.mark.parametrize(("sketch", "name"), FEATURED)
def test_a_feature_can_be_seen(sketch: Featured, name: str) -> None:
    changed = 0
    for seed in range(4):
        without = develop(sketch(frozenset(), seed), CAMERA).astype(int)
        changed += int(
            (np.abs(develop(sketch(frozenset({name}), seed), CAMERA) - without) > 8).sum()
        )
    assert changed > 4


CUTS: list[Callable[[Dice], HasFeatures]] = [
    upper_kind.t_shirt,
    upper_kind.pullover,
    upper_kind.dress,
    upper_kind.coat,
    upper_kind.shirt,
    lower_cut.trouser,
    sneaker_cut.sneaker,
    bag_cut.bag,
    boot_cut.boot,
]


@pytest.mark.parametrize("cut", CUTS)
def test_every_feature_that_is_drawn_is_known(cut: Callable[[Dice], HasFeatures]) -> None:
    drawn = frozenset[str]().union(*(cut(Dice(seed)).features for seed in range(150)))
    assert drawn
    assert drawn <= {name for _, name in FEATURED}


def test_a_front_shows() -> None:
    cut = replace(upper_kind.pullover(Dice(3)), features=frozenset(), neckline="crew")
    cut = replace(cut, cloth=replace(cut.cloth, tone=0.4, pattern=None))
    closed = develop(upper.sketch(replace(cut, front="closed")), CAMERA).astype(int)
    for name in sorted(front.FRONTS.keys() - {"closed"}):
        opened = develop(upper.sketch(replace(cut, front=name)), CAMERA)
        assert np.abs(opened - closed)[:, 10:18].max() > 15, name


@pytest.mark.parametrize("neckline", ["crew", "v", "collar", "hood", "turtle", "stand", "lapel"])
def test_a_neckline_differs_from_all_others(neckline: str) -> None:
    cut = replace(upper_kind.coat(Dice(8)), features=frozenset())
    image = develop(upper.sketch(replace(cut, neckline=neckline)), CAMERA)
    scoop = develop(upper.sketch(replace(cut, neckline="scoop")), CAMERA)
    assert (image != scoop).any()


@pytest.mark.parametrize("name", strap.STRAPS)
@pytest.mark.parametrize("kind", ["none", "wedge", "stiletto"])
def test_a_strap_stands_on_every_kind_of_sole(name: str, kind: str) -> None:
    made = replace(sandal_cut.sandal(Dice(4)), heel=kind)
    bare = sandal.sketch(replace(made, straps=()))
    strapped = sandal.sketch(replace(made, straps=(name,)))
    assert (develop(bare, CAMERA) != develop(strapped, CAMERA)).any()


def test_handles_stand_out_of_the_bag() -> None:
    made = replace(bag_cut.bag(Dice(2)), kind="handbag", features=frozenset())
    plain = develop(bag.sketch(replace(made, handle="none")), CAMERA)
    for name in sorted(handle.HANDLES.keys() - {"none"}):
        assert (develop(bag.sketch(replace(made, handle=name)), CAMERA) != plain).any(), name


def test_shoes_point_left() -> None:
    for label in (7, 9):
        mean = np.mean([draw(label, 5, i) for i in range(30)], axis=0)
        assert mean[:14, 14:].sum() > 2 * mean[:14, :14].sum()


def test_trousers_have_two_legs_and_a_pullover_two_sleeves() -> None:
    legs = np.mean([draw(1, 5, i) for i in range(30)], axis=0)[22]
    assert legs[13:15].mean() < 0.6 * legs.max()
    sleeves = np.mean([draw(2, 5, i) for i in range(30)], axis=0)[20]
    assert sleeves[:7].max() > 60
    assert sleeves[21:].max() > 60


@pytest.mark.parametrize("label", range(len(GARMENTS)))
def test_garments_of_a_class_differ(label: int) -> None:
    images = np.stack([draw(label, 6, i) for i in range(12)]).astype(int)
    gaps = [np.abs(images[i] - images[j]).mean() for i in range(len(images)) for j in range(i)]
    assert min(gaps) > 2.0
