"""Images drawn by chance alone."""

from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest
from scipy.stats import chisquare

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.audit import Audit, audit_id, draw_audit, find_audit
from tests.core.review.audits import ADA, START, drawn


def _split(images: int) -> Split:
    pixels = np.zeros((images, 2, 2), np.uint8)
    return Split("test", pixels, np.zeros(images, np.uint8), f"{images:064d}")


def _draw(split: Split, *, count: int, seed: int) -> Audit:
    return draw_audit(split, ADA, count=count, seed=seed, id=UUID(int=5), at=START)


def test_each_image_is_drawn_once() -> None:
    audit = _draw(_split(50), count=50, seed=3)

    assert sorted(audit.indices) == list(range(50))
    assert audit.indices != tuple(range(50))


def test_the_same_seed_draws_the_same_images_and_a_longer_audit_begins_with_the_shorter() -> None:
    split = _split(200)

    long, short = _draw(split, count=80, seed=3), _draw(split, count=30, seed=3)

    assert long.indices[:30] == short.indices
    assert _draw(split, count=30, seed=4).indices != short.indices
    assert (short.fingerprint, short.split, short.seed) == (split.fingerprint, "test", 3)
    assert short.numpy_version == np.__version__


def test_every_image_is_as_likely_as_any_other_at_every_place() -> None:
    split = _split(20)
    audits = [_draw(split, count=5, seed=seed).indices for seed in range(600)]

    for place in (0, 4):
        counts = np.bincount([indices[place] for indices in audits], minlength=20)
        assert chisquare(counts).pvalue > 0.001


@pytest.mark.parametrize(
    ("count", "seed", "words"),
    [
        (0, 1, "takes 1 to 50 images, not 0"),
        (51, 1, "takes 1 to 50 images, not 51"),
        (5, -1, "a number from 0"),
    ],
)
def test_what_cannot_be_drawn_is_refused(count: int, seed: int, words: str) -> None:
    with pytest.raises(RequestError, match=words):
        _draw(_split(50), count=count, seed=seed)


def test_the_key_of_its_queue_leads_back_to_it() -> None:
    audit = drawn(4, 2)

    assert audit_id(audit.queue) == str(audit.id)
    assert audit_id("margin") is None
    assert audit.positions == {4: 0, 2: 1}


def test_an_audit_is_found_by_the_beginning_of_its_id() -> None:
    first, second = replace(drawn(1), id=UUID(int=1 << 124)), replace(drawn(2), id=UUID(int=1))

    assert find_audit((first, second), "1") is first
    assert find_audit((first, second), str(second.id).upper()) is second
    for prefix, words in (("0" * 40, "there is no audit"), ("", "there is no audit")):
        with pytest.raises(RequestError, match=words):
            find_audit((first, second), prefix)
    with pytest.raises(RequestError, match="2 audits begin with '0'"):
        find_audit((second, replace(second, id=UUID(int=2))), "0")
