"""Whether a study has enough labels: figures, words, and what too little is."""

import numpy as np
import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.study.enough import enough, sentences
from fmnist_gui.core.study.labels import StudyLabels
from tests.core.study.sample import ANNA, BEN, EVA, labels, study


def crowd(images: int) -> StudyLabels:
    rng = np.random.default_rng(1)
    return labels(
        [
            (person, image, 0 if rng.random() < 0.7 else int(rng.integers(1, 3)))
            for image in range(images)
            for person in (ANNA, BEN, EVA)
        ]
    )


def test_the_change_is_told_with_its_interval_and_both_agreements() -> None:
    asked = study(indices=tuple(range(200)))
    found = enough(asked, crowd(200))

    assert (found.images, found.labels) == (200, 600)
    assert found.change > 0
    assert found.change in found.change_interval
    told = sentences(found)
    assert told[0].startswith("One more label on each of 200 images is expected to change how")
    assert f"by +{100 * found.change:.1f} points, 95 % interval " in told[0]
    assert "tied are" in told[2]
    assert enough(asked, crowd(200)) == found


def test_too_little_is_refused_in_a_sentence_that_names_the_study() -> None:
    with pytest.raises(RequestError) as refusal:
        enough(study(), crowd(10))
    assert str(refusal.value) == (
        f"{study().title}: 10 images have two labels or more; from 50 on it can be told what one "
        "more would change"
    )
