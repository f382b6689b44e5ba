"""Scores that came from others, kept in the home folder by the data that they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.predictions import Predictions, predictions_of
from fmnist_gui.core.errors import FmnistError, StoreError
from fmnist_gui.store import score_entry
from fmnist_gui.store.score_entry import About, Entry, Kind

NAME_LENGTH_MAX = 80


@dataclass(frozen=True, eq=False)
class KeptPredictions:
    """A model's opinion of the images of one split; ``about`` says where it came from."""

    about: About
    predictions: Predictions


@dataclass(frozen=True, eq=False)
class KeptCounts:
    """How many people chose each class, (n, classes), for the images of one split."""

    about: About
    counts: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Kept:
    """All that is kept for some data, newest first, and a sentence for each damaged file."""

    predictions: tuple[KeptPredictions, ...] = ()
    counts: tuple[KeptCounts, ...] = ()
    damaged: tuple[FmnistError, ...] = ()

    def model_of(self, fingerprint: str) -> KeptPredictions | None:
        """Return the newest predictions for the split with this fingerprint."""
        own = (kept for kept in self.predictions if kept.about.fingerprint == fingerprint)
        return next(own, None)

    def crowd_of(self, fingerprint: str) -> KeptCounts | None:
        """Return the newest human counts for the split with this fingerprint."""
        own = (kept for kept in self.counts if kept.about.fingerprint == fingerprint)
        return next(own, None)


@dataclass(frozen=True, eq=False)
class Part:
    """Predictions for the split with this fingerprint, which is called ``split``."""

    fingerprint: str
    split: str
    predictions: Predictions


class ScoreShelf:
    """The folder in which they lie: in it one for each split, named by its fingerprint.

    Nothing is made before something is kept. The same content is kept once, whatever its name.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep_predictions(
        self,
        fingerprint: str,
        split: str,
        *,
        name: str,
        predictions: Predictions,
        source: str,
        classes: int,
        now: datetime,
    ) -> bool:
        """Keep predictions for the split of that fingerprint; False if they were there already.

        Raises StoreError when the disk refuses.
        """
        part = Part(fingerprint, split, predictions)
        return self.keep_together([part], name=name, source=source, classes=classes, now=now)

    def keep_together(
        self, parts: Sequence[Part], *, name: str, source: str, classes: int, now: datetime
    ) -> bool:
        """Keep predictions for several splits: all of them or none; False if all were there.

        Raises StoreError when the disk refuses.
        """
        entries = []
        for part in parts:
            # Labels follow from probabilities, and are kept only where there is nothing else.
            found = part.predictions
            kind: Kind = "labels" if found.probs is None else "probs"
            about = About(
                kind,
                part.fingerprint,
                part.split,
                name=_one_line(name),
                source=_one_line(source),
                kept_at=now,
                classes=classes,
            )
            array = found.labels if found.probs is None else found.probs
            entries.append(Entry(self.folder / part.fingerprint, about, array))
        return self._keep(entries)

    def keep_counts(
        self,
        fingerprint: str,
        split: str,
        *,
        name: str,
        counts: NDArray[np.int64],
        source: str,
        now: datetime,
    ) -> bool:
        """Keep human counts; all as for predictions."""
        about = About(
            "counts",
            fingerprint,
            split,
            name=_one_line(name),
            source=_one_line(source),
            kept_at=now,
            classes=counts.shape[1],
        )
        return self._keep([Entry(self.folder / fingerprint, about, counts)])

    def name_of(self, fingerprint: str, kind: Kind, array: NDArray[Any], *, classes: int) -> str:
        """Return how these scores, which are kept, are called: the name they first came under."""
        name = f"{score_entry.identity(kind, array, classes)}.json"
        about, _ = score_entry.read(self.folder / fingerprint / name)
        return about.name

    def kept(self, fingerprint: str) -> Kept:
        """Return what is kept for a split, or for all splits of a gallery by its fingerprint.

        What is damaged hides nothing else. Raises StoreError when a folder cannot be listed.
        """
        predictions, counts, damaged = [], [], []
        for part in fingerprint.split("+"):
            for path in self._entries(part):
                try:
                    about, array = score_entry.read(path)
                    if about.fingerprint != part or about.kind == "neighbours":
                        raise _strayed(path)
                except StoreError as error:
                    damaged.append(error)
                    continue
                if about.kind == "counts":
                    counts.append(KeptCounts(about, array))
                else:
                    predictions.append(KeptPredictions(about, _predictions(about, array)))
        return Kept(
            tuple(sorted(predictions, key=_age, reverse=True)),
            tuple(sorted(counts, key=_age, reverse=True)),
            tuple(damaged),
        )

    def _keep(self, entries: Sequence[Entry]) -> bool:
        new = [entry for entry in entries if not _is_sound(entry.path)]
        score_entry.write_all(new)
        return bool(new)

    def _entries(self, fingerprint: str) -> list[Path]:
        folder = self.folder / fingerprint
        try:
            # One whose name begins with a dot was being written when the program ended.
            return sorted(p for p in folder.iterdir() if p.suffix == ".json" and p.name[0] != ".")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(
                folder,
                expected="a folder that can be read",
                found=(error.strerror or type(error).__name__).lower(),
                remedy="check its permissions and try again",
            ) from error


def _is_sound(path: Path) -> bool:
    """Whether that entry is there; a damaged one is not, so that importing it again mends it."""
    if not path.exists():
        return False
    try:
        score_entry.read(path)
    except StoreError:
        return False
    return True


def _predictions(about: About, array: NDArray[Any]) -> Predictions:
    return Predictions(None, array) if about.kind == "labels" else predictions_of(array)


def _age(kept: KeptPredictions | KeptCounts) -> datetime:
    return kept.about.kept_at


def _one_line(words: str) -> str:
    """Return the words fit for one line of a menu or legend."""
    printable = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(printable.split())[:NAME_LENGTH_MAX] or "without a name"


def _strayed(path: Path) -> StoreError:
    return StoreError(
        path,
        expected="scores of the data whose fingerprint its folder names",
        found="those of other data",
        remedy="move the file back or delete it",
    )
