"""The images that a session got wrong, as small pictures inside its report."""

import base64
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.exchange.png import png
from fmnist_gui.core.exchange.report_text import isolated, told
from fmnist_gui.core.session.outcome import Trial
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.percent import images as counted
from fmnist_gui.core.stats.percent import percent

MOST = 60
SIDE_PX = 112
"""Larger images are thinned out to this, as large as they are shown on a fine screen."""

BEGIN, END = "<!-- pictures -->", "<!-- end of pictures -->"


@dataclass(frozen=True, eq=False)
class Pictures:
    """The images of a session's split, and how often a crowd chose each class for them.

    ``crowd`` has shape (n, classes), one row for each image; None where nobody was asked.
    """

    images: Images
    crowd: NDArray[np.int64] | None = None


def pictured(result: SessionResult, images: Images) -> tuple[Trial, ...]:
    """Return the trials that a report shows: those whose first answer disagrees with the file.

    `images` are those of the session's split. There are none before the session is finished:
    labels of single images stay unseen while its person can go on.
    """
    if result.is_sealed or not result.outcome.is_finished:
        return ()
    # What somebody else wrote may name images that nobody has.
    shown = (trial for trial in _wrong(result) if trial.image_index < len(images))
    return tuple(islice(shown, MOST))


def misjudged(result: SessionResult, pictures: Pictures | None) -> str:
    """Return a section with what is :func:`pictured`; empty without pictures or mistakes."""
    shown = pictured(result, pictures.images) if pictures is not None else ()
    if pictures is None or not shown:
        return ""
    cells = "".join(_picture(trial, result, pictures) for trial in shown)
    return (
        f"{BEGIN}<section><h2>What was answered otherwise</h2>\n"
        f'<p class="finding">{told(_sentence(len(shown), len(_wrong(result))))}</p>\n'
        f'<div class="pictures">{cells}</div></section>{END}'
    )


def without_pictures(page: str) -> str:
    """Return a page without what :func:`misjudged` put there: it cannot be recomputed."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    return before + after.removeprefix("\n") if begin and end else page


def _wrong(result: SessionResult) -> list[Trial]:
    return [trial for trial in result.outcome.charted if not trial.is_right]


def _sentence(shown: int, wrong: int) -> str:
    if shown == wrong:
        return f"On {counted(wrong)} the first answer is another than the label in the file."
    return (
        f"On {counted(wrong)} the first answer is another than the label in the file; these are "
        f"the first {shown} in the order of the session."
    )


def _picture(trial: Trial, result: SessionResult, pictures: Pictures) -> str:
    names = result.class_names
    label, answer = names[trial.label], names[trial.first]
    lines = [
        f"<b>{isolated(label)}</b>",
        f"answered {isolated(answer)}",
        *_crowd(trial, pictures.crowd, label, answer=answer),
    ]
    words = f"Image {trial.image_index}: {label}, answered {answer}"
    source = data_uri(pictures.images[trial.image_index])
    return (
        f'<figure><img alt="{told(words)}" title="{told(words)}" src="{source}">'
        f"<figcaption>{'<br>'.join(lines)}</figcaption></figure>"
    )


def _crowd(
    trial: Trial, crowd: NDArray[np.int64] | None, label: str, *, answer: str
) -> tuple[str, ...]:
    if crowd is None:
        return ()
    votes = crowd[trial.image_index : trial.image_index + 1].ravel()
    count = int(votes.sum())
    if not count or len(votes) <= max(trial.label, trial.first):
        return ()
    shares = (
        f"{told(percent(int(votes[number]) / count, decimals=0))} {isolated(name)}"
        for number, name in ((trial.label, label), (trial.first, answer))
    )
    return (f"people: {', '.join(shares)}",)


def data_uri(image: NDArray[np.uint8]) -> str:
    """Return an image (rows, columns) as an address that holds it, thinned out if it is large."""
    step = -(-max(image.shape) // SIDE_PX)
    picture = png(np.ascontiguousarray(image[::step, ::step]))
    return f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}"
