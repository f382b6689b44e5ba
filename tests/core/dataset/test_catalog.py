import hashlib
from pathlib import Path

import pytest

from fmnist_gui.core.dataset.catalog import Catalog, Entry, read_catalog
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.dataset.folder import load

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(RESOURCES / "datasets.toml")


def test_the_official_files_are_those_of_the_catalog(catalog: Catalog, fashion_mnist: Path) -> None:
    files = catalog.entry("fashion-mnist").files
    assert len(files) == 4
    for file in files:
        content = (fashion_mnist / file.name).read_bytes()
        assert len(content) == file.bytes
        assert hashlib.md5(content, usedforsecurity=False).hexdigest() == file.md5
        assert hashlib.sha256(content).hexdigest() == file.sha256


def test_each_official_file_has_its_address_and_a_mirror(catalog: Catalog) -> None:
    entry = catalog.entry("fashion-mnist")
    assert entry.download_bytes == 30_878_645
    for file in entry.files:
        official, mirror = file.urls
        assert official == (
            f"http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/{file.name}"
        )
        assert mirror == (
            f"https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/{file.name}"
        )


def test_every_entry_names_the_classes(catalog: Catalog) -> None:
    assert [entry.key for entry in catalog.entries] == ["fashion-mnist", "practice"]
    assert {entry.class_names for entry in catalog.entries} == {FASHION_CLASSES}
    with pytest.raises(KeyError):
        catalog.entry("mnist")


def test_the_practice_images_are_known_by_their_fingerprints(catalog: Catalog) -> None:
    folder = RESOURCES / "practice"
    dataset = load(folder, catalog=catalog)
    # Drawn anew? Then copy these fingerprints into datasets.toml.
    known = catalog.entry("practice").fingerprints
    assert {name: split.fingerprint for name, split in dataset.splits.items()} == known
    assert dataset.title == "Practice images"
    assert dataset.is_practice
    assert not dataset.has_references


def entry(key: str, train: str, test: str) -> Entry:
    return Entry(key, key.title(), ("a", "b"), {"train": train, "test": test})


def test_a_set_is_known_only_when_every_split_is_that_sets() -> None:
    catalog = Catalog((entry("first", "1", "2"), entry("second", "3", "4"), entry("new", "", "")))

    def key(**fingerprints: str) -> str | None:
        found = catalog.identify(fingerprints)
        return found.key if found else None

    assert key(train="1", test="2") == "first"
    assert key(train="3", test="4") == "second"
    assert key(test="4") == "second"
    assert key(train="1", test="4") is None
    assert key(train="1", test="9") is None
    assert key(train="1", validation="2") is None
    assert key(train="2", test="1") is None
    assert key(train="", test="") is None
    assert key() is None
