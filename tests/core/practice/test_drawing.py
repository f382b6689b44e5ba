"""From pieces of cloth to 28 x 28 grey values."""

from dataclasses import replace

import numpy as np

from fmnist_gui.core.practice.drawing import STEP, Camera, develop
from fmnist_gui.core.practice.layer import Area, Cloth, Line, Panel, Pattern
from fmnist_gui.core.practice.outline import box, ellipse

CAMERA = Camera(
    tilt=0.0,
    bend=0.0,
    bend_phase=0.0,
    shift=(0.0, 0.0),
    size=28.0,
    light=(0.0, 0.0),
    sharpness=0.0,
    seed=1,
)
MATT = Cloth(0.4, rim=0.0, folds=0.0, grain=0.0)
SQUARE = Panel(box((0.0, 0.0), (10.0, 10.0)), MATT)


def test_the_longer_side_fills_the_frame_and_the_ground_is_black() -> None:
    image = develop([Panel(box((100.0, 3.0), (140.0, 13.0)), MATT)], CAMERA)
    assert image.shape == (28, 28)
    assert image.dtype == np.uint8
    assert np.flatnonzero(image.any(axis=0)).tolist() == list(range(28))
    assert np.flatnonzero(image.any(axis=1))[[0, -1]].tolist() == [10, 17]
    assert image[0, 0] == 0


def test_the_image_is_the_negative_of_the_cloth() -> None:
    light = develop([replace(SQUARE, cloth=replace(MATT, tone=0.8))], CAMERA)
    dark = develop([replace(SQUARE, cloth=replace(MATT, tone=0.1))], CAMERA)
    assert abs(int(np.median(light)) - 51) <= STEP
    assert abs(int(np.median(dark)) - 230) <= STEP


def test_grey_values_come_in_steps() -> None:
    image = develop([replace(SQUARE, cloth=replace(MATT, folds=0.5, grain=0.2))], CAMERA)
    assert not (image % STEP).any()
    assert len(np.unique(image)) > 5


def test_a_pattern_brings_its_second_tone() -> None:
    striped = replace(MATT, tone=0.9, pattern=Pattern("stripe", 0.1, 7.0))
    image = develop([replace(SQUARE, cloth=striped)], CAMERA)
    stripes = np.median(image, axis=1)
    assert (stripes > 200).sum() > 8
    assert (stripes < 60).sum() > 8


def test_an_inner_piece_stays_within_what_is_there() -> None:
    post = Panel(box((0.0, 0.0), (4.0, 10.0)), MATT)
    inner = Panel(box((2.0, 5.0), (50.0, 50.0)), replace(MATT, tone=0.1), inside=True)
    alone, both = develop([post], CAMERA), develop([post, inner], CAMERA)
    assert both[20, 17] > both[5, 17] + 50
    assert ((both > 0) == (alone > 0)).all()


def test_a_line_and_an_area_change_the_light_only_where_they_are() -> None:
    before = develop([SQUARE], CAMERA).astype(int)
    seam = Line(np.array([(0.0, 5.0), (10.0, 5.0)]), 0.4)
    crossed = develop([SQUARE, seam], CAMERA) - before
    assert crossed[13:15, 14].max() > 20
    assert np.abs(crossed[:9]).max() <= STEP
    spot = Area(ellipse((2.0, 2.0), (1.0, 1.0)), 1.8)
    lit = develop([SQUARE, spot], CAMERA) - before
    assert lit[5, 5] < -20
    assert np.abs(lit[20:]).max() <= STEP


def test_cloth_gets_darker_towards_its_sides() -> None:
    image = develop([replace(SQUARE, cloth=replace(MATT, rim=0.6))], CAMERA).astype(int)
    assert image[14, 0] > image[14, 14] + 20


def test_a_tilted_piece_leans() -> None:
    post = Panel(box((0.0, 0.0), (2.0, 20.0)), MATT)
    image = develop([post], replace(CAMERA, tilt=0.2))
    assert np.flatnonzero(image[1])[0] != np.flatnonzero(image[-2])[0]
