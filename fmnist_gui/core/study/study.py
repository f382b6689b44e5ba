"""A study: which images many people are to label, how often, and what they are told."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.deck import canonical
from fmnist_gui.core.session.protocol import Confidence, Protocol

FORMAT = "fmnist-gui study 1"
KEY = "study"
"""The protocol and preset of the sessions of a study."""

MOST_LABELS = 1000
"""No image of a study is labelled by more people."""

MOST_SITTING = 1000
"""No sitting is longer: a thousand images take an hour."""

MOST_QUESTIONS = 20
LONGEST_NAME = 60
LONGEST_TEXT = 10_000
LONGEST_LINE = 300


@dataclass(frozen=True)
class Wanted:
    """How many labels an image is to get.

    It is done with ``labels`` of them, or, with a ``certainty``, as soon as it has ``labels`` and
    the posterior of its consensus has reached that, and at the latest with ``most``.
    """

    labels: int = 3
    certainty: float | None = None
    most: int = 3


@dataclass(frozen=True)
class Question:
    """What a person is asked about themselves, never obliged to answer.

    One of the ``choices`` is the answer, or words of the person's own if there are none.
    """

    words: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Study:
    """What stays the same from the first answer to the last; hashed, and never changed.

    ``indices`` are the images of the split with this ``fingerprint`` that are to be labelled,
    ascending, and ``source`` says in words how they were chosen. ``sitting`` images are handed
    out at a time. Of each hundred of them, ``attention_percent`` attention checks and
    ``repeat_percent`` repeats are added, hidden among the others. ``examples`` names for each
    class some images of the split ``examples_split``, which are shown with the instructions and
    are never asked about. ``seed`` is that of everything drawn by chance.
    """

    name: str
    split: str
    fingerprint: str
    class_names: tuple[str, ...]
    indices: tuple[int, ...]
    source: str
    wanted: Wanted
    seed: int
    sitting: int = 50
    attention_percent: int = 5
    repeat_percent: int = 0
    confidence: Confidence = "none"
    has_second_choice: bool = False
    instructions: str = ""
    examples_split: str = ""
    examples: tuple[tuple[int, ...], ...] = ()
    consent: str = ""
    questions: tuple[Question, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Hex SHA-256 of the content in canonical JSON."""
        return hashlib.sha256(canonical(self.content()).encode()).hexdigest()

    @property
    def code(self) -> str:
        """The start of the hash, short enough to read aloud."""
        return self.sha256[:8]

    @property
    def title(self) -> str:
        """The name in quotation marks, with the code: two studies may have one name."""
        return f"“{self.name}” ({self.code})"

    def rules(self, *, count: int, attention: int = 0, repeats: int = 0) -> Protocol:
        """Return the rules of a sitting of `count` images with so many extra trials."""
        return Protocol(
            KEY,
            self.name,
            "Labels for a study.",
            self.split,
            count,
            is_scored=False,
            confidence=self.confidence,
            has_second_choice=self.has_second_choice,
            attention=attention,
            repeats=repeats,
            study=self.sha256,
        )

    def content(self) -> dict[str, object]:
        """Return what is hashed and written to a file; see :mod:`.study_content`."""
        return {
            "format": FORMAT,
            "name": self.name,
            "split": self.split,
            "fingerprint": self.fingerprint,
            "class_names": list(self.class_names),
            "indices": list(self.indices),
            "source": self.source,
            "wanted": {
                "labels": self.wanted.labels,
                "certainty": self.wanted.certainty,
                "most": self.wanted.most,
            },
            "seed": self.seed,
            "sitting": self.sitting,
            "attention_percent": self.attention_percent,
            "repeat_percent": self.repeat_percent,
            "confidence": self.confidence,
            "has_second_choice": self.has_second_choice,
            "instructions": self.instructions,
            "examples_split": self.examples_split,
            "examples": [list(images) for images in self.examples],
            "consent": self.consent,
            "questions": [{"words": q.words, "choices": list(q.choices)} for q in self.questions],
        }


def check(study: Study) -> None:
    """Raise RequestError, in one sentence, for a study that nobody could take part in."""
    _check_name(study.name)
    _check_wanted(study.wanted)
    if not study.indices:
        raise _refusal("it has no images; choose some")
    if tuple(sorted(set(study.indices))) != study.indices or study.indices[0] < 0:
        raise _refusal("each image is named once, in the order of the numbers")
    if not 1 <= study.sitting <= MOST_SITTING:
        raise _refusal(f"a sitting has 1 to {MOST_SITTING:,} images, not {study.sitting:,}")
    for percent, what in (
        (study.attention_percent, "attention checks"),
        (study.repeat_percent, "repeats"),
    ):
        if not 0 <= percent <= 50:
            raise _refusal(f"{what} are 0 to 50 for each hundred images, not {percent}")
    if study.seed < 0:
        raise _refusal("the seed is a whole number from 0")
    if len(study.class_names) < 2:
        raise _refusal("one class alone leaves nothing to choose")
    _check_examples(study)
    _check_words(study)


def _check_examples(study: Study) -> None:
    if len(set(study.class_names)) < len(study.class_names):
        raise _refusal("one name stands for two classes")
    if study.examples and len(study.examples) != len(study.class_names):
        raise _refusal("examples are named for every class or for none")
    if any(study.examples) != bool(study.examples_split):
        raise _refusal("it is not said of which split the examples are")
    is_asked = study.examples_split == study.split
    if is_asked and {i for images in study.examples for i in images} & set(study.indices):
        raise _refusal("an example is an image that is asked about; choose others")


def _check_name(name: str) -> None:
    if not name.strip() or name != " ".join(name.split()) or not name.isprintable():
        raise _refusal("give it a name in one line")
    if len(name) > LONGEST_NAME:
        raise _refusal(f"its name has {len(name)} letters; {LONGEST_NAME} are the most")


def _check_wanted(wanted: Wanted) -> None:
    if not 1 <= wanted.labels <= wanted.most <= MOST_LABELS:
        raise _refusal(
            f"an image gets 1 to {MOST_LABELS:,} labels, and at most as many as it may; given were "
            f"{wanted.labels:,} and at most {wanted.most:,}"
        )
    if wanted.certainty is None and wanted.most != wanted.labels:
        raise _refusal("more labels than wanted are asked for only where a certainty is")
    if wanted.certainty is not None and not 0.5 <= wanted.certainty < 1:
        raise _refusal(f"a certainty lies between 0.5 and 1, not at {wanted.certainty:g}")


def _check_words(study: Study) -> None:
    for text in (study.instructions, study.consent):
        if len(text) > LONGEST_TEXT or not _is_text(text):
            raise _refusal(f"instructions and consent have at most {LONGEST_TEXT:,} letters")
    if len(study.questions) > MOST_QUESTIONS:
        raise _refusal(f"a person is asked at most {MOST_QUESTIONS} questions")
    lines = [study.source, *(q.words for q in study.questions)]
    lines += [choice for q in study.questions for choice in q.choices]
    if any(len(line) > LONGEST_LINE or not line.isprintable() for line in lines):
        raise _refusal(f"questions and their answers are single lines of {LONGEST_LINE} letters")
    if any(not q.words.strip() or not all(map(str.strip, q.choices)) for q in study.questions):
        raise _refusal("a question and each of its answers have words")
    if any(len(set(q.choices)) < len(q.choices) for q in study.questions):
        raise _refusal("an answer to one of its questions stands there twice")


def _is_text(text: str) -> bool:
    return all(letter.isprintable() or letter in "\n\t" for letter in text)


def _refusal(sentence: str) -> RequestError:
    return RequestError(f"the study: {sentence}")
