"""Verdicts as JSON: a list of objects, one a verdict, as published label audits have them.

The classes of a verdict "both" are a list under a key of their own. In earlier files its note
begins with them as in :mod:`.braced`, which is read too.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.braced import Saying, is_set, unbraced
from fmnist_gui.core.exchange.text_file import read_text
from fmnist_gui.core.review.verdict import WORDS, Verdict

LARGEST_BYTES = 32 * 1024 * 1024
MOST_PARTS = 2_000_000
"""Objects, lists and values together: each may cost far more memory than its letter."""

MOST_DIGITS = 9
_ID, _GIVEN, _GUESSED = "id", "given_original_label", "our_guessed_label"
_WORD, _NOTE, _REVIEWER, _CLASSES = "verdict", "note", "reviewer", "classes"
NAME = "_name"
"""What the key of a label becomes for the name of its class."""


def write(path: Path, verdicts: Iterable[Verdict], class_names: Sequence[str]) -> None:
    """Write the verdicts to `path`, whole or not at all. Raises DataError without a place."""
    replace_all({path: text(verdicts, class_names).encode()})


def text(verdicts: Iterable[Verdict], class_names: Sequence[str]) -> str:
    """Return what :func:`write` writes; the same verdicts give the same bytes."""
    objects = [_object(verdict, class_names) for verdict in verdicts]
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


def _object(verdict: Verdict, class_names: Sequence[str]) -> dict[str, object]:
    guessed = verdict.guessed
    classes = {_CLASSES: list(verdict.classes)} if verdict.word == "both" else {}
    return {
        _ID: f"{verdict.split}/{verdict.index}",
        _GIVEN: verdict.given,
        _GIVEN + NAME: class_names[verdict.given],
        _GUESSED: guessed,
        _GUESSED + NAME: None if guessed is None else class_names[guessed],
        _WORD: verdict.word,
        _NOTE: verdict.note,
        _REVIEWER: verdict.reviewer,
        **classes,
    }


def is_verdicts(path: Path) -> bool:
    """Return whether the file begins as a list of objects does; False for what cannot be read."""
    try:
        with path.open("rb") as file:
            start = file.read(64).removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return False
    return start.replace(b" ", b"").translate(None, b"\t\r\n").startswith((b"[{", b"[]"))


def read(
    path: Path,
    splits: Sequence[Split],
    *,
    classes: int,
    split: str | None = None,
    reviewer: str = "",
) -> tuple[Verdict, ...]:
    """Return the verdicts in `path` about images of `splits`, of `classes` classes.

    Images that are named by a number alone are those of `split`, or of the only split there is.
    `reviewer` is who gave the verdicts that tell of nobody. Verdicts about splits that are not
    among these are returned as they stand. Raises DataError for what is none, for a given label
    that the data does not have, and for one reviewer who contradicts himself.
    """
    only = splits[0].name if len(splits) == 1 else None
    reader = _Reader(
        path,
        {part.name: part for part in splits},
        classes=classes,
        split=split or only,
        reviewer=reviewer,
    )
    return reader.verdicts()


class _Reader:
    """Reads one file; refuses it with the number of the entry."""

    def __init__(
        self,
        path: Path,
        splits: Mapping[str, Split],
        *,
        classes: int,
        split: str | None,
        reviewer: str,
    ) -> None:
        self._path = path
        self._splits = splits
        self._classes = classes
        self._split = split
        self._reviewer = reviewer

    def verdicts(self) -> tuple[Verdict, ...]:
        found: dict[tuple[str, int, str], Verdict] = {}
        for number, entry in enumerate(self._entries(), start=1):
            if not isinstance(entry, dict):
                raise self._refused("an object", "something else", number=number)
            verdict = self._verdict(entry, number)
            key = (verdict.split, verdict.index, verdict.reviewer)
            if found.setdefault(key, verdict) != verdict:
                about = f"another verdict of the same reviewer about {verdict.split}"
                raise self._refused("one of each", f"{about} {verdict.index}", number=number)
        return tuple(found.values())

    def _entries(self) -> Iterator[Any]:
        """Give one entry after the other: all at once may take far more memory than the file."""
        text = read_text(
            self._path,
            lambda found: self._refused("verdicts as JSON", found),
            largest_bytes=LARGEST_BYTES,
        )
        if sum(text.count(mark) for mark in ",[{") > MOST_PARTS:
            raise self._refused("verdicts as JSON", "far too many parts")
        place = _after_space(text, 0)
        if not text.startswith("[", place):
            raise self._refused("a list of verdicts", "something else")
        place = _after_space(text, place + 1)
        mark, place = ("]", place + 1) if text.startswith("]", place) else (",", place)
        while mark == ",":
            try:
                entry, place = _DECODER.raw_decode(text, _after_space(text, place))
            except (ValueError, RecursionError) as error:
                raise self._refused("verdicts as JSON", "something else") from error
            yield entry
            place = _after_space(text, place)
            mark, place = text[place : place + 1], place + 1
        if mark != "]" or text[place:].strip():
            raise self._refused("verdicts as JSON", "something else")

    def _verdict(self, entry: dict[str, Any], number: int) -> Verdict:
        split, index = self._place(entry.get(_ID), number)
        given = self._class(entry.get(_GIVEN), _GIVEN, number=number)
        word = entry.get(_WORD)
        if word not in WORDS:
            raise self._refused(f"a verdict {', '.join(WORDS)}", _shown(word), number=number)
        guessed = entry.get(_GUESSED)
        if guessed is not None or word == "guessed":
            guessed = self._class(guessed, _GUESSED, number=number)
        if word == "guessed" and guessed == given:
            raise self._refused(
                f"another label as {_GUESSED}", f"{given} again, as {_GIVEN}", number=number
            )
        self._check_label(split, index, given=given, number=number)
        note = self._words(entry.get(_NOTE), _NOTE, number=number)
        reviewer = self._words(entry.get(_REVIEWER), _REVIEWER, number=number) or self._reviewer
        if not reviewer:
            raise self._refused("a reviewer", "none, here or by --name", number=number)
        saying = Saying(note)
        if word == "both" and _CLASSES in entry:
            saying = Saying(note, self._set(entry[_CLASSES], number))
        elif word == "both":
            pair = (given, given if guessed is None else guessed)
            saying = self._saying(note, pair=pair)
        return Verdict(split, index, given, guessed, word, saying.note, reviewer, saying.classes)

    def _set(self, value: object, number: int) -> tuple[int, ...]:
        """Return the classes of a verdict "both", none if they are not named."""
        if isinstance(value, list):
            found = tuple(self._class(part, _CLASSES, number=number) for part in value)
            if is_set(found, self._classes):
                return found
        expected = f"two {_CLASSES} or more in their order, or an empty list"
        raise self._refused(expected, _shown(value), number=number)

    def _saying(self, note: str, *, pair: tuple[int, int]) -> Saying:
        """Return the note of a verdict "both" and its classes, by default the `pair` of labels."""
        found = unbraced(note, "ambiguous")
        if found is None or found.note == note or not is_set(found.classes, self._classes):
            # What others write may begin with a brace and mean nothing by it.
            low, high = sorted(pair)
            return Saying(note, (low, high) if low < high else ())
        return found

    def _place(self, id: object, number: int) -> tuple[str, int]:
        if isinstance(id, int) and not isinstance(id, bool):
            if self._split is None:
                found = f"{id} alone, which may be of {' or '.join(self._splits)}"
                raise self._refused("an id with its split, or --split", found, number=number)
            split, digits = self._split, str(id)
        else:
            split, _, digits = id.rpartition("/") if isinstance(id, str) else ("", "", "")
        if not split or not (
            digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS
        ):
            raise self._refused('an id as "test/123"', _shown(id), number=number)
        return split, int(digits)

    def _check_label(self, split: str, index: int, *, given: int, number: int) -> None:
        data = self._splits.get(split)
        if data is None:
            return
        if index >= len(data):
            expected = f"an index of {split} below {len(data):,}"
            raise self._refused(expected, f"{index:,}", number=number)
        label = int(data.labels[index])
        if label != given:
            expected = f"{split} {index} to have the label {given}, as the verdict says"
            raise self._refused(expected, str(label), number=number)

    def _class(self, value: object, key: str, *, number: int) -> int:
        is_class = isinstance(value, int) and not isinstance(value, bool)
        if not (is_class and isinstance(value, int) and 0 <= value < self._classes):
            expected = f"{key} from 0 to {self._classes - 1}"
            raise self._refused(expected, _shown(value), number=number)
        return value

    def _words(self, value: object, key: str, *, number: int) -> str:
        if value is None:
            return ""
        try:
            if isinstance(value, str):
                value.encode()
                return value
        except UnicodeEncodeError:
            pass
        raise self._refused(f"words as {key}", _shown(value), number=number)

    def _refused(self, expected: str, found: str, *, number: int | None = None) -> DataError:
        where = "" if number is None else f" in entry {number}"
        return DataError(
            self._path,
            expected=expected,
            found=f"{found}{where}",
            remedy="choose verdicts about the data that is open, or mend the entry",
        )


def _after_space(text: str, place: int) -> int:
    """Return where the next letter stands that is no space."""
    found = _SPACE.match(text, place)
    return place if found is None else found.end()


def _shown(value: object) -> str:
    """Return a value short enough for a sentence, and fit for every terminal."""
    return "nothing" if value is None else ascii(value)[:30]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse)
_SPACE = re.compile(r"[ \t\r\n]*")
