"""Scores as they are kept, made on the spot."""

from datetime import UTC, datetime

import numpy as np

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.predictions import predictions_of
from fmnist_gui.store.score_entry import About, Kind
from fmnist_gui.store.score_shelf import KeptPredictions


def about(kind: Kind, split: Split, name: str) -> About:
    """Return what is said of scores called `name` of a split."""
    return About(
        kind,
        split.fingerprint,
        split.name,
        name=name,
        source="",
        kept_at=datetime(2025, 11, 24, tzinfo=UTC),
        classes=10,
    )


def sure_of(split: Split, class_number: int = 0) -> KeptPredictions:
    """Return a model called forest that says the same of all images."""
    probs = np.tile(np.eye(10, dtype=np.float32)[class_number], (len(split), 1))
    return KeptPredictions(about("probs", split, "forest"), predictions_of(probs))
