"""A study that is still being put together: what is chosen, and what of it is impossible."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.chosen import EVERYTHING, Chosen
from fmnist_gui.core.session.protocol import Confidence
from fmnist_gui.core.study.study import Question, Study, Wanted, check

Among = Literal["all", "random", "explore", "filter", "deck"]
"""Which images of a split: all, some by chance, those on the Explore page, of a query or a deck."""

PREFIX = "the study: "
SEPARATOR = "|"
"""Between a question about a person and each of its answers."""

WHOLE, BY_CHANCE = "all", "by chance"
"""The sources of a study of all images of a split, and of some of them that nobody chose."""

USUAL_INSTRUCTIONS = (
    "What kind of clothing do you see? Look at the whole picture and choose the class that fits "
    "best. If you really cannot tell, say so, and why."
)


@dataclass(frozen=True)
class Draft:
    """Every choice with its default; what :class:`~fmnist_gui.core.study.study.Study` says of it.

    ``count`` images are drawn where some ``among`` them are wanted "random"; ``query`` and
    ``deck``, a path, say which where a filter or a deck does. ``most`` and ``certainty_percent``
    count where an image gets labels ``is_until_certain``. ``questions`` are lines: the words, and
    after each :data:`SEPARATOR` an answer to choose.
    """

    name: str = ""
    split: str = "test"
    among: Among = "all"
    count: int = 1000
    query: str = ""
    deck: str = ""
    labels: int = 3
    is_until_certain: bool = False
    certainty_percent: int = 95
    most: int = 5
    sitting: int = 50
    attention_percent: int = 5
    repeat_percent: int = 0
    confidence: Confidence = "none"
    has_second_choice: bool = False
    instructions: str = USUAL_INSTRUCTIONS
    examples_split: str = ""
    examples: tuple[tuple[int, ...], ...] = ()
    consent: str = ""
    questions: str = ""
    seed: int = 0

    @property
    def wanted(self) -> Wanted:
        """How many labels an image is to get."""
        if not self.is_until_certain:
            return Wanted(self.labels, None, self.labels)
        return Wanted(self.labels, self.certainty_percent / 100, self.most)

    def images(self, split: Split, chosen: Chosen) -> tuple[int, ...]:
        """Return the images of `split` that are to be labelled, ascending.

        `chosen` are those of the Explore page, a query or a deck. Raises RequestError when fewer
        are there than wanted.
        """
        if self.among == "random":
            if self.count > len(split):
                raise RequestError(f"there are {len(split):,} {split.name} images")
            # One below 0 is refused as what it is.
            rng = np.random.default_rng(abs(self.seed))
            drawn = rng.choice(len(split), self.count, replace=False)
            return tuple(sorted(int(index) for index in drawn))
        only = range(len(split)) if self.among == "all" else chosen.only or ()
        return tuple(sorted(set(only)))

    def source(self, chosen: Chosen) -> str:
        """Return in words how the images were chosen."""
        if self.among == "all":
            return WHOLE
        return BY_CHANCE if self.among == "random" else chosen.source

    def study(self, dataset: Dataset, chosen: Chosen = EVERYTHING) -> Study:
        """Return the study. Raises RequestError in one sentence when it is impossible."""
        split = dataset.splits[self.split]
        found = Study(
            name=" ".join(self.name.split()),
            split=split.name,
            fingerprint=split.fingerprint,
            class_names=dataset.class_names,
            indices=self.images(split, chosen),
            source=self.source(chosen),
            wanted=self.wanted,
            seed=self.seed,
            sitting=self.sitting,
            attention_percent=self.attention_percent,
            repeat_percent=self.repeat_percent,
            confidence=self.confidence,
            has_second_choice=self.has_second_choice,
            instructions=self.instructions.strip(),
            examples_split=self.examples_split if any(self.examples) else "",
            examples=self.examples if any(self.examples) else (),
            consent=self.consent.strip(),
            questions=questions_of(self.questions),
        )
        check(found)
        return found


def problems(draft: Draft, dataset: Dataset, chosen: Chosen = EVERYTHING) -> dict[str, str]:
    """Return by the names of the fields what is impossible, each in a sentence."""
    split = dataset.splits.get(draft.split)
    if split is None or not len(split):
        return {"split": f"This data has no {draft.split} images."}
    # Of one image, since all of them would be sorted anew for each field.
    sound = Draft(name="A study", split=draft.split, among="random", count=1)
    parts: dict[str, Draft] = {
        "name": replace(sound, name=draft.name),
        "labels": replace(sound, labels=draft.labels),
        "most": replace(
            sound,
            labels=draft.labels,
            is_until_certain=draft.is_until_certain,
            certainty_percent=draft.certainty_percent,
            most=draft.most,
        ),
        "sitting": replace(sound, sitting=draft.sitting),
        "attention_percent": replace(sound, attention_percent=draft.attention_percent),
        "repeat_percent": replace(sound, repeat_percent=draft.repeat_percent),
        "instructions": replace(sound, instructions=draft.instructions),
        "consent": replace(sound, consent=draft.consent),
        "questions": replace(sound, questions=draft.questions),
        "seed": replace(sound, seed=draft.seed),
    }
    found = {name: _refusal(partial(part.study, dataset)) for name, part in parts.items()}
    found = {name: sentence for name, sentence in found.items() if sentence}
    if "labels" in found:
        found.pop("most", None)
    if sentence := _refusal(partial(draft.images, split, chosen)):
        found["count"] = sentence
    elif not found and (sentence := _refusal(partial(draft.study, dataset, chosen))):
        # Only now, because what is wrong with one field would be said beside another too.
        found["examples" if any(draft.examples) else "among"] = sentence
    return found


def questions_of(text: str) -> tuple[Question, ...]:
    """Return the questions in the lines of `text`; empty lines and empty answers are left out."""
    lines = (line.split(SEPARATOR) for line in text.splitlines() if line.strip())
    return tuple(
        Question(words.strip(), tuple(choice.strip() for choice in choices if choice.strip()))
        for words, *choices in lines
    )


def _refusal(make: Callable[[], object]) -> str:
    try:
        make()
    except RequestError as error:
        words = str(error).removeprefix(PREFIX)
        return f"{words[:1].upper()}{words[1:]}."
    return ""
