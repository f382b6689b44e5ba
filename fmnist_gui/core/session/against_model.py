"""A person and a model on the very same images."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.session.outcome import Trial
from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.limit import SIGNIFICANCE, VERDICT_MINIMUM
from fmnist_gui.core.stats.paired import Paired, paired
from fmnist_gui.core.stats.percent import decimal, images, p_value, points
from fmnist_gui.core.stats.proportion import Interval, wilson
from fmnist_gui.core.stats.sentence import YOU

MODEL = "the model"


@dataclass(frozen=True)
class ModelImage:
    """One image with what the file, the person and the model say, as class numbers."""

    image_index: int
    label: int
    answer: int
    predicted: int


@dataclass(frozen=True)
class ModelResult:
    """A person's first answers beside a model's classes on the same ``n`` images.

    ``table`` is the paired 2 x 2 table, the person first. The four groups of images add up to
    ``n`` and are in the order of the person's trials.
    """

    who: str
    model: str
    table: Paired
    person_wilson: Interval
    model_wilson: Interval
    both_right: tuple[ModelImage, ...]
    only_person: tuple[ModelImage, ...]
    only_model: tuple[ModelImage, ...]
    both_wrong: tuple[ModelImage, ...]
    headline: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def n(self) -> int:
        """The number of images."""
        return self.table.n

    @property
    def person_right(self) -> int:
        """How many the person had right."""
        return self.table.both + self.table.first_only

    @property
    def model_right(self) -> int:
        """How many the model had right."""
        return self.table.both + self.table.second_only


def model_result(
    trials: Sequence[Trial],
    predicted: ArrayLike,
    *,
    who: str = YOU,
    model: str = MODEL,
    image_count: int | None = None,
    is_complete: bool = True,
) -> ModelResult:
    """Return `trials`, those of a session or a pool, beside the classes that a model `predicted`.

    `predicted` has shape (n,), one class per image of the split, of which there are
    `image_count` where that is known. Of trials that are not `is_complete` no difference is told.
    Raises DataError for predictions of another length.
    """
    classes = _checked(trials, predicted, image_count, model=model)
    made = [
        ModelImage(t.image_index, t.label, t.first, int(classes[t.image_index])) for t in trials
    ]
    table = paired([_person(image) for image in made], [_model(image) for image in made])
    return ModelResult(
        who=who,
        model=model,
        table=table,
        person_wilson=wilson(table.both + table.first_only, table.n),
        model_wilson=wilson(table.both + table.second_only, table.n),
        both_right=_group(made, is_person=True, is_model=True),
        only_person=_group(made, is_person=True, is_model=False),
        only_model=_group(made, is_person=False, is_model=True),
        both_wrong=_group(made, is_person=False, is_model=False),
        headline=_headline(table, who=who, model=model, is_complete=is_complete),
        notes=_notes(table, is_complete=is_complete),
    )


def _checked(
    trials: Sequence[Trial], predicted: ArrayLike, image_count: int | None, *, model: str
) -> NDArray[np.int64]:
    found = np.asarray(predicted)
    needed = 1 + max((trial.image_index for trial in trials), default=-1)
    fits = found.ndim == 1 and len(found) >= needed
    if not fits or (image_count is not None and len(found) != image_count):
        least = f"{image_count:,}" if image_count is not None else f"at least {needed:,}"
        raise DataError(
            f"the predictions of {model}",
            expected=f"one class for each of {least} images",
            found=" × ".join(f"{size:,}" for size in found.shape) or "a single number",
            remedy="choose predictions made for this split",
        )
    return found.astype(np.int64, copy=False)


def _person(image: ModelImage) -> bool:
    return image.answer == image.label


def _model(image: ModelImage) -> bool:
    return image.predicted == image.label


def _group(
    made: Iterable[ModelImage], *, is_person: bool, is_model: bool
) -> tuple[ModelImage, ...]:
    return tuple(i for i in made if (_person(i), _model(i)) == (is_person, is_model))


def _headline(table: Paired, *, who: str, model: str, is_complete: bool) -> tuple[str, ...]:
    n = table.n
    if not n:
        return ("No scored image yet: there is nothing to set beside the model.",)
    person, machine = table.both + table.first_only, table.both + table.second_only
    told = (
        f"On the same {images(n)} {sentence.within(who)} scored "
        f"{sentence.share(person / n, n)}, and {model} {sentence.share(machine / n, n)}."
    )
    return (told, _verdict(table, who=who, model=model, is_complete=is_complete))


def _verdict(table: Paired, *, who: str, model: str, is_complete: bool) -> str:
    """Return what McNemar's test says in words that it carries."""
    if not is_complete:
        return "The session is incomplete: no verdict before the planned number of images."
    if table.n < VERDICT_MINIMUM:
        return f"Too few images for a verdict: it takes {VERDICT_MINIMUM}."
    p = table.mcnemar_p
    if p >= SIGNIFICANCE:
        return f"The two cannot be told apart by it (McNemar's exact test, {p_value(p)})."
    is_person = table.first_only > table.second_only
    first, second = (who, model) if is_person else (_begun(model), sentence.within(who))
    return f"{first} had more of them right than {second} (McNemar's exact test, {p_value(p)})."


def _notes(table: Paired, *, is_complete: bool) -> tuple[str, ...]:
    if not table.n or table.difference is None:
        return ()
    low, high = table.difference_interval
    told = [
        f"Right on only one side: {table.first_only:,} and {table.second_only:,} of "
        f"{images(table.n)}."
    ]
    if is_complete:
        told.append(
            f"The difference is {points(table.difference)} points, 95 % interval {points(low)} "
            f"to {points(high)}."
        )
    if table.error_consistency is not None:
        told.append(
            f"Error consistency {decimal(table.error_consistency)} (kappa of right and wrong): 1 "
            "means mistakes on the very same images, 0 as many in common as chance would make."
        )
    return tuple(told)


def _begun(name: str) -> str:
    return name[0].upper() + name[1:]
