"""The words that a query may use as keys, and what has to be there before they say anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_DIFFER_MAX = 40
_LISTED_MAX = 12


@dataclass(frozen=True)
class Word:
    """A key: an example of its use, why there may be no values of it, and what a value is."""

    example: str
    absence: str
    noun: str = "value"


_NO_ANSWERS = "no answers yet by this person; play a session or choose another annotator"
_NO_MODEL = (
    "no model's predictions are here; score the images on the Review page, or add some with File, "
    "Add predictions or counts"
)
_NO_COUNTS = "no human counts are here; add some with File, Add predictions or counts"
_NO_MEASURE = "it is not measured yet; try again in a moment"

WORDS = {
    "index": Word("index:3000-4000", "the images have no index here; open a data set"),
    "class": Word(
        "class:shirt", "the images have no labels here; open a data set that has them", "class"
    ),
    "split": Word("split:test", "there are no splits here; open a data set", "split"),
    "brightness": Word("brightness>100", _NO_MEASURE),
    "contrast": Word("contrast<50", _NO_MEASURE),
    "answer": Word("answer:shirt", _NO_ANSWERS, "class"),
    "wrong": Word("wrong:yes", _NO_ANSWERS),
    "answered": Word("answered:no", _NO_ANSWERS),
    "time": Word("time>2.5", _NO_ANSWERS),
    "seen": Word("seen:0", "this person has met no image yet; play a session first"),
    "answers": Word("answers>=3", "nobody has answered yet; play a session or import answers"),
    "agreement": Word("agreement<0.8", _NO_COUNTS),
    "entropy": Word("entropy>1", _NO_COUNTS),
    "crowd": Word("crowd:shirt", _NO_COUNTS, "class"),
    "margin": Word("margin<0.3", _NO_MODEL),
    "confidence": Word("confidence<0.5", _NO_MODEL),
    "predicted": Word("predicted:shirt", _NO_MODEL, "class"),
    "miss": Word("miss:yes", _NO_MODEL),
    "decision": Word(
        "decision:relabel",
        "no decisions yet; make some on the Review page",
        "decision",
    ),
    "tag": Word("tag:odd", "no image has a tag yet; select some and tag them", "tag"),
    "has": Word("has:margin", "nothing is known yet", "key"),
}
"""All keys that the program knows, in the order in which they are offered."""


def is_key(key: str) -> bool:
    """Return whether `key` is a word of the program."""
    return key in WORDS


def example_of(key: str) -> str:
    """Return a term with this key."""
    return WORDS[key].example if key in WORDS else f"{key}:0"


def noun_of(key: str) -> str:
    """Return what a value of this key is called."""
    return WORDS[key].noun if key in WORDS else "value"


def absence_of(key: str) -> str:
    """Return why there are no values of this key, and what to do for some."""
    return WORDS[key].absence if key in WORDS else "nothing is known yet"


def advice(word: str, known: Iterable[str], *, listed: Iterable[str] | None = None) -> str:
    """Return the end of a sentence that names the known words nearest to `word`.

    When none is near it names those `listed`, or all that are known.
    """
    names = list(known)
    near = get_close_matches(word[:_DIFFER_MAX].lower(), names, n=3)
    if near:
        return f"did you mean {listing(near, 'or')}?"
    shown = names if listed is None else list(listed)
    return f"there {'is' if len(shown) == 1 else 'are'} {listing(shown, 'and')}"


def listing(names: list[str], joint: str) -> str:
    """Return `names` in a row, the last one after `joint`; the twelve first when more."""
    if len(names) > _LISTED_MAX:
        return f"{', '.join(names[:_LISTED_MAX])} {joint} {len(names) - _LISTED_MAX} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"
