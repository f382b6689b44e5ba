"""Images that others have named in public as doubtful."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fmnist_gui.core.dataset.catalog import Catalog
from fmnist_gui.core.dataset.gallery import Gallery


@dataclass(frozen=True)
class Naming:
    """That somebody named images of a split of the known data set `data`: what they ``said``.

    ``source`` says where in words, ``address`` as a web address.
    """

    data: str
    split: str
    indices: tuple[int, ...]
    said: str
    source: str
    address: str
    on: date


@dataclass(frozen=True)
class Suspect:
    """Image `number` of a gallery, and who named it."""

    number: int
    naming: Naming


def read_namings(path: Path) -> tuple[Naming, ...]:
    """Read ``suspects.toml``, which comes with the program (so a damaged one is a bug)."""
    with path.open("rb") as file:
        content = tomllib.load(file)
    return tuple(Naming(**{**table, "indices": (*table["indices"],)}) for table in content["named"])


def suspects_in(
    gallery: Gallery, namings: Sequence[Naming], catalog: Catalog
) -> tuple[Suspect, ...]:
    """Return the images of `gallery` that were named, in that order, each once.

    A split counts as that of a known data set only by its fingerprint.
    """
    found: dict[int, Suspect] = {}
    for naming in namings:
        known = catalog.entry(naming.data).fingerprints.get(naming.split, "")
        for start, split in zip(gallery.starts, gallery.splits, strict=True):
            if split.name == naming.split and known and split.fingerprint == known:
                for index in naming.indices:
                    found.setdefault(start + index, Suspect(start + index, naming))
    return tuple(found.values())
