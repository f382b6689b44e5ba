from pathlib import Path

import numpy as np

from fmnist_gui import resources
from fmnist_gui.core.dataset.catalog import Catalog, Entry, read_catalog
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.review.suspect import read_namings, suspects_in
from tests import sample

SHIPPED = resources.folder() / "suspects.toml"
TRAIN, TEST = sample.split("train", 20), sample.split("test", 20)

FILE = """
[[named]]
data = "known"
split = "train"
indices = [7, 3]
said = "mislabelled"
source = "a page"
address = "https://example.org"
on = 2020-11-19

[[named]]
data = "known"
split = "train"
indices = [3, 5]
said = "odd"
source = "another page"
address = "https://example.org"
on = 2023-08-03
"""


def catalog(fingerprint: str) -> Catalog:
    return Catalog((Entry("known", "Known", FASHION_CLASSES, {"train": fingerprint}),))


def test_images_are_found_once_in_data_of_that_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "suspects.toml"
    path.write_text(FILE)
    namings = read_namings(path)

    found = suspects_in(sample.gallery(TEST, TRAIN), namings, catalog(TRAIN.fingerprint))

    assert [(suspect.number, suspect.naming.said) for suspect in found] == [
        (27, "mislabelled"),
        (23, "mislabelled"),
        (25, "odd"),
    ]


def test_other_data_has_no_suspects(tmp_path: Path) -> None:
    path = tmp_path / "suspects.toml"
    path.write_text(FILE)

    assert not suspects_in(sample.gallery(TRAIN), read_namings(path), catalog("0" * 64))
    assert not suspects_in(sample.gallery(TEST), read_namings(path), catalog(TRAIN.fingerprint))


def test_what_is_shipped_is_of_data_that_the_catalog_knows() -> None:
    known = read_catalog(resources.folder() / "datasets.toml")
    namings = read_namings(SHIPPED)

    assert [index for naming in namings for index in naming.indices] == (
        [45592, 16691, 28264, 33982, 40513, 42018, 36325]
    )
    for naming in namings:
        assert known.entry(naming.data).fingerprints[naming.split]
        assert naming.address.startswith("https://")
        assert np.array(naming.indices).max() < 60_000
