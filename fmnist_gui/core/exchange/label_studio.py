"""Answers as tasks of Label Studio, with what models say and how the labelling page looks.

Keys as in Label Studio's own documents: a task has ``data``, ``annotations`` and ``predictions``;
what is chosen in one of them stands in its ``result``. Whoever cannot tell has skipped the task.
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from uuid import UUID
from xml.sax.saxutils import quoteattr

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.exchange.collected import CollectedAnswer
from fmnist_gui.core.exchange.image_name import image_name
from fmnist_gui.core.exchange.own_table import moment
from fmnist_gui.core.exchange.png import png
from fmnist_gui.core.exchange.vote import Votes
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never, watched
from fmnist_gui.core.session.record import CANNOT_TELL, age_order

LABEL, NOTE, ANNOTATOR, IMAGE = "label", "note", "labelled_by", "image"
"""What the parts of the page are called: a choice, two fields of text, and the picture."""

CHOICES, TEXT = "choices", "textarea"
"""The kinds of the first three."""

WHAT = "tasks of Label Studio"
CONFIG = "a labelling page of Label Studio"
MARK = "<!-- fmnist-gui labelling page 1 -->"


@dataclass(frozen=True, eq=False)
class Opinion:
    """What a model, or a crowd, says of each image of a split, all arrays of shape (n,).

    ``has_any`` tells of which images it says anything, ``scores`` how sure it is, from 0 to 1,
    None where it does not say.
    """

    name: str
    split: str
    labels: NDArray[np.integer]
    has_any: NDArray[np.bool_]
    scores: NDArray[np.float64] | None = None


SIMULATED = "Simulated: no person gave this label."
"""The note of such a label, by which it is known again."""


def opinion_of_counts(name: str, split: str, counts: NDArray[np.int64]) -> Opinion:
    """Return the class that most chose, with their share; `counts` has shape (n, classes).

    Of images with a tie, and of those that nobody labelled, it says nothing.
    """
    most = counts.max(axis=1)
    is_alone = (counts == most[:, np.newaxis]).sum(axis=1) == 1
    total = np.maximum(counts.sum(axis=1), 1)
    return Opinion(name, split, counts.argmax(axis=1), is_alone & (most > 0), most / total)


def config_path(path: Path) -> Path:
    """Return where the labelling page that belongs to the tasks at `path` is written."""
    return path.with_name(f"{path.stem}-config.xml")


def write(
    path: Path,
    votes: Votes,
    splits: Mapping[str, Split],
    class_names: Sequence[str],
    *,
    opinions: Iterable[Opinion] = (),
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> tuple[Path, Path]:
    """Write a task for each image that was answered to `path`, and the labelling page beside it.

    Both are written or none. A picture stands in its task, so that nothing has to be served.
    Raises DataError when there is no place, and Cancelled.
    """
    said: dict[tuple[str, int], list[CollectedAnswer]] = {}
    for answer in sorted((*votes.answers, *votes.unsure), key=lambda a: age_order(a.answered_at)):
        said.setdefault((answer.image_split, answer.image_index), []).append(answer)
    known = tuple(opinions)
    tasks: list[dict[str, object]] = []
    for place in watched(sorted(said), report, is_cancelled):
        split = splits[place[0]]
        tasks.append(
            {
                "id": len(tasks) + 1,
                "data": _data(split, place[1]),
                "annotations": [
                    _annotation(answer, votes.workers, class_names) for answer in said[place]
                ],
                "predictions": list(_predictions(split, place[1], known, class_names)),
            }
        )
    text = ",\n".join(json.dumps(task, ensure_ascii=False) for task in tasks)
    beside = config_path(path)
    replace_all({path: f"[{text}]\n".encode(), beside: config(class_names).encode()})
    return path, beside


def config(class_names: Sequence[str]) -> str:
    """Return the labelling page: the picture, the classes on keys, a note and who answered."""
    keys = [f" hotkey={quoteattr(str(n))}" if n < 10 else "" for n in range(len(class_names))]
    choices = [
        f"    <Choice value={quoteattr(name)}{key}/>"
        for name, key in zip(class_names, keys, strict=True)
    ]
    lines = [
        MARK,
        "<View>",
        f'  <Image name="{IMAGE}" value="${IMAGE}" zoom="true"/>',
        f'  <Choices name="{LABEL}" toName="{IMAGE}" choice="single" required="true">',
        *choices,
        "  </Choices>",
        f'  <TextArea name="{NOTE}" toName="{IMAGE}" placeholder="Note"/>',
        f'  <TextArea name="{ANNOTATOR}" toName="{IMAGE}" placeholder="Who labelled this"/>',
        "</View>",
    ]
    return "\n".join(lines) + "\n"


def _data(split: Split, index: int) -> dict[str, object]:
    picture = b64encode(png(split.images[index])).decode("ascii")
    return {
        IMAGE: f"data:image/png;base64,{picture}",
        "name": image_name(split.name, index),
        "split": split.name,
        "index": index,
        "fingerprint": split.fingerprint,
    }


def _annotation(
    answer: CollectedAnswer, workers: Mapping[UUID, str], class_names: Sequence[str]
) -> dict[str, object]:
    is_unsure = answer.chosen == CANNOT_TELL
    result = [] if is_unsure else [_chosen(class_names[answer.chosen])]
    mark = SIMULATED if answer.is_simulated else ""
    if words := [text for text in (answer.reason, answer.note, mark) if text]:
        result.append(_part(NOTE, TEXT, {"text": words}))
    result.append(_part(ANNOTATOR, TEXT, {"text": [workers[answer.annotator_id]]}))
    found: dict[str, object] = {
        # Without completed_by: an import refuses people whom that server does not know.
        "result": result,
        "was_cancelled": is_unsure,
        "ground_truth": False,
        "created_at": moment(answer.answered_at.astimezone(UTC)),
    }
    if answer.is_timed:
        found["lead_time"] = answer.response_s
    return found


def _predictions(
    split: Split, index: int, opinions: Iterable[Opinion], class_names: Sequence[str]
) -> Iterator[dict[str, object]]:
    for opinion in opinions:
        if opinion.split != split.name or not opinion.has_any[index]:
            continue
        found: dict[str, object] = {
            "model_version": opinion.name,
            "result": [_chosen(class_names[int(opinion.labels[index])])],
        }
        if opinion.scores is not None:
            found["score"] = float(opinion.scores[index])
        yield found


def _chosen(name: str) -> dict[str, object]:
    return _part(LABEL, CHOICES, {"choices": [name]})


def _part(name: str, kind: str, value: dict[str, object]) -> dict[str, object]:
    return {"from_name": name, "to_name": IMAGE, "type": kind, "value": value}
