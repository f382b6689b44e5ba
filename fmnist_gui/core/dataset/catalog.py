"""The data sets that are known, by the fingerprints of their splits."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

OFFICIAL = "fashion-mnist"
"""The key of Fashion-MNIST, as its authors publish it."""


@dataclass(frozen=True)
class OfficialFile:
    """A file as its authors publish it; ``urls`` in the order in which to try them."""

    name: str
    bytes: int
    md5: str
    sha256: str
    urls: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A known data set.

    ``fingerprints`` are those of its splits by name (see dataset.fingerprint), an empty one
    where it is not known yet. ``files`` are empty for a set that is not published anywhere.
    """

    key: str
    title: str
    class_names: tuple[str, ...]
    fingerprints: Mapping[str, str]
    files: tuple[OfficialFile, ...] = ()

    @property
    def download_bytes(self) -> int:
        """How much there is to fetch."""
        return sum(file.bytes for file in self.files)


@dataclass(frozen=True)
class Catalog:
    """All known data sets."""

    entries: tuple[Entry, ...]

    def entry(self, key: str) -> Entry:
        """Return the entry called `key`. Raises KeyError."""
        for entry in self.entries:
            if entry.key == key:
                return entry
        raise KeyError(key)

    def identify(self, fingerprints: Mapping[str, str]) -> Entry | None:
        """Return the entry of which all these splits are, or None.

        `fingerprints` are by split name; some of an entry's splits are enough, but none of
        another or of nobody's may be among them.
        """
        for entry in self.entries:
            known = entry.fingerprints
            if fingerprints and all(
                value and known.get(name) == value for name, value in fingerprints.items()
            ):
                return entry
        return None


def read_catalog(path: Path) -> Catalog:
    """Read ``datasets.toml``, which comes with the program (so a damaged one is a bug)."""
    with path.open("rb") as file:
        content = tomllib.load(file)
    return Catalog(tuple(_entry(table) for table in content["dataset"]))


def _entry(table: Mapping[str, Any]) -> Entry:
    return Entry(
        key=table["key"],
        title=table["title"],
        class_names=tuple(table["class_names"]),
        fingerprints=MappingProxyType(dict(table["fingerprints"])),
        files=tuple(_file(file, table["addresses"]) for file in table.get("files", ())),
    )


def _file(table: Mapping[str, Any], addresses: list[str]) -> OfficialFile:
    name = table["name"]
    return OfficialFile(
        name=name,
        bytes=table["bytes"],
        md5=table["md5"],
        sha256=table["sha256"],
        urls=tuple(address + name for address in addresses),
    )
