"""What a person chose for rules of their own: how it is kept, what of it is impossible and why."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import partial
from typing import Any, Literal, get_args

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.attention import CANDIDATES_SHARE
from fmnist_gui.core.session.availability import Met, room
from fmnist_gui.core.session.chosen import Chosen
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.protocol import (
    Confidence,
    Feedback,
    Protocol,
    Sampling,
    Timeline,
)
from fmnist_gui.core.session.stimulus import Smoothing

Among = Literal["all", "filter", "deck"]
"""Which images of a split a deck is drawn from: all, those a query finds, those of a deck."""

Polarity = Literal["stored", "inverted"]
PREFIX = "custom rules: "


@dataclass(frozen=True)
class CustomChoice:
    """Every choice with its default; all values are plain JSON.

    ``count`` 0 stands for as many as somebody likes, ``time_limit_s`` 0 for no limit, ``multiple``
    0 for the usual size. ``classes`` are the chosen ones, all if empty. ``deck`` is a path.
    """

    split: str = "test"
    count: int = 100
    sampling: Sampling = "simple random"
    among: Among = "all"
    query: str = ""
    deck: str = ""
    classes: tuple[int, ...] = ()
    feedback: Feedback = "none"
    confidence: Confidence = "none"
    has_second_choice: bool = False
    is_flash: bool = False
    fixation_ms: int = 300
    image_ms: int = 200
    mask_ms: int = 200
    time_limit_s: int = 0
    repeats: int = 0
    attention: int = 0
    multiple: int = 0
    smoothing: Smoothing = "bicubic"
    polarity: Polarity = "stored"

    def content(self) -> dict[str, Any]:
        """Return the choices fit for JSON; :func:`choice_of` reads them."""
        return {**asdict(self), "classes": list(self.classes)}

    def protocol(self, class_count: int, *, tells_classes: bool = False) -> Protocol:
        """Return the rules. Raises RequestError where they do not go together.

        `tells_classes` says that whoever chose the images knows which classes they are of.
        """
        is_practice = bool(self.why_practice(tells_classes=tells_classes))
        return custom(
            **self.wish(), class_count=class_count, is_scored=False if is_practice else None
        )

    def why_practice(self, *, tells_classes: bool = False) -> str:
        """Return why the answers enter no accuracy, "" when they do."""
        if self.feedback == "each":
            return "labels are shown after each answer"
        if tells_classes:
            return "the filter tells which classes come"
        if not self.count and not self.time_limit_s:
            return "without a number or a time limit it could be ended at a lucky moment"
        return ""

    def wish(self) -> dict[str, Any]:
        """Return the choices as arguments of :func:`custom`."""
        times = Timeline(self.fixation_ms, self.image_ms, self.mask_ms)
        return {
            "split": self.split,
            "count": self.count or None,
            "sampling": self.sampling,
            "feedback": self.feedback,
            "confidence": self.confidence,
            "has_second_choice": self.has_second_choice,
            "time_limit_s": float(self.time_limit_s) if self.time_limit_s else None,
            "timeline": times if self.is_flash else None,
            "classes": self.classes,
            "repeats": self.repeats,
            "attention": self.attention,
        }


def choice_of(content: object) -> CustomChoice:
    """Return what :meth:`CustomChoice.content` wrote, with the default for what it cannot hold."""
    if not isinstance(content, Mapping):
        return CustomChoice()
    usual = CustomChoice()
    known: dict[str, Any] = {}
    for field in fields(CustomChoice):
        value = content.get(field.name)
        if field.name == "classes" and isinstance(value, list):
            value = tuple(value)
        if _may_be(field.name, value, usual=getattr(usual, field.name)):
            known[field.name] = value
    return CustomChoice(**known)


def problems(choice: CustomChoice, dataset: Dataset, *, met: Met, among: Chosen) -> dict[str, str]:
    """Return by the names of the fields what is impossible, each in a sentence.

    `met` are the images that the person is not shown again; `among` are those that a filter or a
    deck leaves.
    """
    class_count = len(dataset.class_names)
    found = _contradictions(choice, class_count)
    split = dataset.splits.get(choice.split)
    if split is None:
        found["split"] = f"This data has no {choice.split} images."
    elif not found:
        found |= _shortages(choice, dataset, split, met=met, among=among)
    return found


def _may_be(name: str, value: object, *, usual: object) -> bool:
    if name == "classes":
        return isinstance(value, tuple) and all(type(v) is int and 0 <= v < 256 for v in value)
    if name in _CHOICES:
        return value in _CHOICES[name]
    return type(value) is type(usual) and not (isinstance(value, int) and value < 0)


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "sampling": get_args(Sampling),
    "among": get_args(Among),
    "feedback": get_args(Feedback),
    "confidence": get_args(Confidence),
    "smoothing": get_args(Smoothing),
    "polarity": get_args(Polarity),
}


def _contradictions(choice: CustomChoice, class_count: int) -> dict[str, str]:
    """Return what does not go together, each beside the field that would mend it."""
    wish = choice.wish()
    count = wish["count"]
    parts: dict[str, dict[str, Any]] = {
        "count": {"count": count, "is_scored": False},
        "classes": {"classes": choice.classes},
        "is_flash": {"timeline": wish["timeline"]},
        "time_limit_s": {"time_limit_s": wish["time_limit_s"]},
        "repeats": {"count": count, "repeats": choice.repeats, "is_scored": False},
        "attention": {"count": count, "attention": choice.attention, "is_scored": False},
    }
    said = {
        name: _refusal(partial(custom, **part, class_count=class_count))
        for name, part in parts.items()
    }
    found = {name: sentence for name, sentence in said.items() if sentence}
    if not found and (sentence := _refusal(partial(choice.protocol, class_count))):
        found["feedback"] = sentence
    return found


def _refusal(make: Callable[[], object]) -> str:
    try:
        make()
    except RequestError as error:
        words = str(error).removeprefix(PREFIX)
        return f"{words[:1].upper()}{words[1:]}."
    return ""


def _shortages(
    choice: CustomChoice, dataset: Dataset, split: Split, *, met: Met, among: Chosen
) -> dict[str, str]:
    protocol = choice.protocol(len(dataset.class_names), tells_classes=among.tells_classes)
    found = {}
    wanted = choice.count or 1
    everything = room(protocol, split, only=among.only)
    left = room(protocol, split, only=among.only, met=met.get(split.name, ()))
    if left < wanted:
        blocks = choice.sampling == "balanced blocks"
        field = "sampling" if blocks else "count"
        found[field] = _too_few(everything, left, is_blocks=blocks)
    clear = _most_checks(choice, dataset)
    if choice.attention > clear:
        found["attention"] = f"At most {clear:,}: so few images are clear beyond doubt."
    return found


def _too_few(everything: int, left: int, *, is_blocks: bool) -> str:
    how = "Blocks with each class once hold" if is_blocks else "There are"
    if left == everything:
        return f"{how} at most {left:,} of these images."
    return f"{how} at most {left:,} of these images that are new to you."


def _most_checks(choice: CustomChoice, dataset: Dataset) -> int:
    """Return how many attention checks there can be; they come from another split if any."""
    others = [part for name, part in dataset.splits.items() if name != choice.split]
    of = others[0] if others else dataset.splits[choice.split]
    return max(1, round(CANDIDATES_SHARE * len(of)))
