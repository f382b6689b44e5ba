"""The rules of a session."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.stats.limit import VERDICT_MINIMUM

PRACTICE_COUNT = 1000
"""Images drawn for a session without a planned number; few people practise longer."""

LONGEST_WORDS = 300
"""Letters in a title or another word of rules."""

LONGEST_S = 24 * 3600.0
"""No session is stopped by the clock later than after a day."""

LONGEST_SHOWN_MS = 60_000
"""No fixation, image or mask is shown for longer than a minute."""

COLLECTED = frozenset(("study", "batch", "imported"))
"""The keys of rules under which labels are collected: in a study, for a selection, elsewhere.

None of their answers is a measure of the person, and each may be "cannot tell".
"""

STANDARD = "standard"
"""The condition of sessions without a time limit, a mask or a matrix."""

Feedback = Literal["none", "each", "end"]
"""When the file's label is told: never, after each answer, or after the last."""

Sampling = Literal["simple random", "stratified", "balanced blocks"]
Confidence = Literal["none", "shift", "key"]
"""How sure an answer is: not asked, Shift held for unsure, or by a second key."""

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "feedback": get_args(Feedback),
    "sampling": get_args(Sampling),
    "confidence": get_args(Confidence),
}


@dataclass(frozen=True)
class Timeline:
    """What is on the screen before an answer is taken, in milliseconds each.

    Geirhos et al. 2018 showed a fixation mark for 300 ms, the image for 200 ms and a mask of
    noise for 200 ms.
    """

    fixation_ms: int = 300
    image_ms: int = 200
    mask_ms: int = 200


@dataclass(frozen=True)
class Protocol:
    """One set of rules; ``count`` None means that the person stops when they like.

    ``time_limit_s`` ends the session by the clock. ``timeline`` hides the image after a while.
    ``classes`` are the only ones that come and can be answered, all if empty. ``repeats`` and
    ``attention`` count extra trials, which never enter an accuracy. ``grid`` (rows, columns)
    shows the images in one matrix at native size, in which a mark walks. ``seed`` is that of a
    list of images that is the same for everybody, as is a daily one; neither leaves out images
    that the person has met. ``is_panel`` means that several people answer one deck, each in an
    order of their own. ``is_drill`` draws the classes that the person confuses more often.
    ``study`` is the SHA-256 of the study that the answers are for, empty for none.
    """

    key: str
    title: str
    summary: str
    split: str
    count: int | None
    is_scored: bool
    feedback: Feedback = "none"
    sampling: Sampling = "simple random"
    confidence: Confidence = "none"
    has_second_choice: bool = False
    time_limit_s: float | None = None
    timeline: Timeline | None = None
    classes: tuple[int, ...] = ()
    repeats: int = 0
    attention: int = 0
    grid: tuple[int, int] | None = None
    seed: int | None = None
    is_daily: bool = False
    is_panel: bool = False
    is_drill: bool = False
    break_every: int = 100
    study: str = ""

    @property
    def has_feedback(self) -> bool:
        """Whether the file's label is told after each answer."""
        return self.feedback == "each"

    @property
    def is_collecting(self) -> bool:
        """Whether the answers are labels for others, and no measure of the person."""
        return self.key in COLLECTED

    @property
    def gives_verdict(self) -> bool:
        """Whether the planned number of trials carries a comparison."""
        is_long = self.count is not None and self.count >= VERDICT_MINIMUM
        return self.is_comparable and is_long

    @property
    def enters_accuracy(self) -> bool:
        """Whether answers may enter an accuracy: never in practice, never with feedback."""
        return self.is_scored and not self.has_feedback

    @property
    def condition(self) -> str:
        """The condition of the rules; accuracies of different ones are never pooled."""
        parts = []
        if self.timeline is not None:
            times = (self.timeline.fixation_ms, self.timeline.image_ms, self.timeline.mask_ms)
            parts.append("flash " + "/".join(map(str, times)) + " ms")
        if self.time_limit_s is not None:
            parts.append(f"within {self.time_limit_s:g} s")
        if self.grid is not None:
            parts.append(f"matrix {self.grid[0]} x {self.grid[1]}")
        if self.classes:
            parts.append("classes " + ",".join(map(str, self.classes)))
        return ", ".join(parts) or STANDARD

    @property
    def is_comparable(self) -> bool:
        """Whether a score may be set beside published ones: every class, all the time needed."""
        return self.enters_accuracy and self.condition == STANDARD

    @property
    def is_fixed_list(self) -> bool:
        """Whether everybody gets the same images, met before or not."""
        return self.seed is not None or self.is_daily

    @property
    def is_open_ended(self) -> bool:
        """Whether no number of trials is planned."""
        return self.count is None

    def length(self, available: int) -> int:
        """Return how many of `available` images a deck holds unless somebody asks for others."""
        return self.count or min(PRACTICE_COUNT, available)

    def content(self) -> dict[str, object]:
        """Return the rules fit for JSON; :func:`from_content` reads them.

        A study is named only where there is one, so that decks without keep their hash.
        """
        found = asdict(self)
        if not self.study:
            del found["study"]
        for name in ("classes", "grid"):
            found[name] = None if found[name] is None else list(found[name])
        return found


def from_content(content: Mapping[str, Any]) -> Protocol:
    """Return the rules that :meth:`Protocol.content` wrote.

    Raises RequestError for something that no rules of this program could have written.
    """
    try:
        found = _read(content)
    except (KeyError, TypeError, ValueError) as error:
        raise RequestError(
            "expected the rules of a session as this program writes them, found something else; "
            "update the program or ask for another file"
        ) from error
    return found


def _read(content: Mapping[str, Any]) -> Protocol:
    known = {field.name for field in fields(Protocol)}
    values = {"study": "", **content}
    if set(values) != known:
        raise ValueError("other keys")
    if "study" in content and re.fullmatch("[0-9a-f]{64}", content["study"]) is None:
        raise ValueError("study")
    for name in ("key", "title", "summary", "split"):
        _check_words(values[name])
    for name, choices in _CHOICES.items():
        if values[name] not in choices:
            raise ValueError(name)
    for name in (n for n in values if n.startswith(("is_", "has_"))):
        if type(values[name]) is not bool:
            raise ValueError(name)
    values["timeline"] = None if values["timeline"] is None else _timeline(values["timeline"])
    values["classes"] = _classes(values["classes"])
    values["grid"] = None if values["grid"] is None else _grid(values["grid"])
    values["count"] = None if values["count"] is None else _whole(values["count"], least=1)
    values["seed"] = None if values["seed"] is None else _whole(values["seed"])
    for name in ("repeats", "attention"):
        values[name] = _whole(values[name])
    values["break_every"] = _whole(values["break_every"], least=1)
    if values["time_limit_s"] is not None:
        _check_seconds(values["time_limit_s"])
    return Protocol(**values)


def _timeline(content: object) -> Timeline:
    known = {field.name for field in fields(Timeline)}
    if not isinstance(content, Mapping) or set(content) != known:
        raise ValueError("timeline")
    times = {name: _whole(value) for name, value in content.items()}
    if max(times.values()) > LONGEST_SHOWN_MS:
        raise ValueError("timeline")
    return Timeline(**times)


def _classes(content: object) -> tuple[int, ...]:
    if type(content) is not list or len(set(content)) != len(content):
        raise ValueError("classes")
    return tuple(_whole(number) for number in content)


def _grid(content: object) -> tuple[int, int]:
    if type(content) is not list or len(content) != 2:
        raise ValueError("grid")
    rows, columns = content
    return _whole(rows, least=1), _whole(columns, least=1)


def _check_words(words: object) -> None:
    if type(words) is not str or not words.isprintable() or len(words) > LONGEST_WORDS:
        raise ValueError("words")


def _check_seconds(seconds: object) -> None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise ValueError("no seconds")
    if not 0 < seconds <= LONGEST_S:
        raise ValueError("seconds")


def _whole(number: object, *, least: int = 0) -> int:
    if type(number) is not int or number < least:
        raise ValueError(f"{number!r}")
    return number
