"""Evidence about a few images, to rank them by."""

from typing import Any
from uuid import UUID

import numpy as np

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, Split, fingerprint
from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.evidence import Evidence, ModelOpinion
from fmnist_gui.core.review.ranking.catalog import RANKINGS
from fmnist_gui.core.review.ranking.ranking import Ranked
from fmnist_gui.core.table.given_answers import GivenAnswers
from tests import sample

TRAIN, TEST = 3, 4
ANNA, BEN = UUID(int=0), UUID(int=1)


def split(name: str, labels: list[int]) -> Split:
    images = np.random.default_rng(len(name)).integers(0, 256, (len(labels), 4, 4), dtype=np.uint8)
    numbers = np.array(labels, dtype=np.uint8)
    return Split(name, images, numbers, fingerprint(name, images, numbers))


GALLERY = sample.gallery(split("train", [3, 4, 6]), split("test", [0, 1, 2, 0]))


def shares(**by_name: float) -> list[float]:
    """Return a row of ten shares, given by class name without what cannot be in a word."""
    row = [0.0] * len(FASHION_CLASSES)
    for number, name in enumerate(FASHION_CLASSES):
        row[number] = by_name.get(name.split("/")[0].replace("-", "").replace(" ", ""), 0.0)
    return row


def model(name: str, where: str, *rows: list[float]) -> ModelOpinion:
    return ModelOpinion(name, where, np.array(rows, dtype=np.float32))


TEST_ROWS = (
    shares(Tshirt=0.9, Shirt=0.1),
    shares(Trouser=0.1, Dress=0.7, Coat=0.2),
    shares(Pullover=0.5, Coat=0.3, Shirt=0.2),
    shares(Tshirt=0.45, Shirt=0.5, Dress=0.05),
)


def evidence(gallery: Gallery = GALLERY, **known: Any) -> Evidence:
    return Evidence(gallery, **known)


def ranked(key: str, known: Evidence) -> Ranked:
    return RANKINGS[key].find(known)


def order(key: str, known: Evidence) -> list[int]:
    """Return the gallery numbers that are ranked, the most doubtful first."""
    doubt = RANKINGS[key].doubt(ranked(key, known))
    return [int(n) for n in np.argsort(-doubt, kind="stable") if not np.isnan(doubt[n])]


def given(
    *rows: tuple[int, int, int, float, int, int], simulated: tuple[int, ...] = ()
) -> GivenAnswers:
    """Return answers from rows of image, chosen, label, seconds, person and session."""
    table = np.array(rows, dtype=np.float64).reshape(-1, 6)
    person, session = table[:, 4].astype(np.intp), table[:, 5].astype(np.intp)
    yes = np.ones(len(table), dtype=np.bool_)
    return GivenAnswers(
        image_index=table[:, 0].astype(np.intp),
        chosen=table[:, 1].astype(np.int16),
        current=table[:, 1].astype(np.int16),
        label=table[:, 2].astype(np.int16),
        response_s=table[:, 3],
        annotator=person,
        session=session,
        is_simulated=np.isin(person, simulated),
        is_scored=yes,
        is_standard=yes,
        was_seen=~yes,
        is_collected=~yes,
        is_batch=~yes,
        annotators=("Anna", "Ben"),
        people=(ANNA, BEN),
        sessions=tuple(UUID(int=9 + number) for number in range(4)),
    )
