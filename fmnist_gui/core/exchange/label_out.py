"""Takes out what people answered: every format, for the command line and the window alike."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import answer_csv, answer_jsonl, answer_parquet
from fmnist_gui.core.exchange.answer_csv import ANSWERS, SESSIONS, sessions_path
from fmnist_gui.core.exchange.label_studio import Opinion
from fmnist_gui.core.exchange.taken_out import TakenOut, joined
from fmnist_gui.core.exchange.told_labels import ToldLabels
from fmnist_gui.core.exchange.vote import Vote, Votes, votes_of
from fmnist_gui.core.exchange.vote_format import VOTE_FORMATS, Target, VoteFormat, Wish
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never

MOST_CLASSES = 256
ANSWER_FORMATS = {"csv": answer_csv, "jsonl": answer_jsonl, "parquet": answer_parquet}
"""The tables of all answers with every field."""


@dataclass(frozen=True)
class LabelsOut(TakenOut):
    """What was written; ``sentences`` are those of ``sentence``, ``figures`` what they count."""

    sentences: tuple[str, ...]
    figures: Mapping[str, object]


class Write(Protocol):
    """Writes the files of a plan."""

    def __call__(self, *, report: Report, is_cancelled: CancelCheck) -> tuple[Path, ...]:
        """Write all of them or none, and return them. Raises DataError and Cancelled."""


@dataclass(frozen=True)
class Plan:
    """Which files would be written, and what would be said about them."""

    targets: tuple[Target, ...]
    rows_in: int
    rows_out: int
    sentences: tuple[str, ...]
    figures: Mapping[str, object]
    write_files: Write

    def write(self, report: Report = ignore, is_cancelled: CancelCheck = never) -> LabelsOut:
        """Write the files. Raises DataError when there is no place, RequestError, Cancelled."""
        files = self.write_files(report=report, is_cancelled=is_cancelled)
        said = joined(*self.sentences)
        return LabelsOut(files, self.rows_in, self.rows_out, said, self.sentences, self.figures)


def answers_plan(format: str, path: Path, told: ToldLabels) -> Plan:
    """Return how all answers are written as one of :data:`ANSWER_FORMATS`."""
    table = ANSWER_FORMATS[format]
    collected, answers = told.collected, told.collected.answers
    back = sum(answer.retracted_at is not None for answer in answers)
    simulated = sum(answer.is_simulated for answer in answers)
    figures = {
        "sessions": len(collected.sessions),
        "retracted": back,
        "simulated": simulated,
    }
    said = (
        f"Answers: {len(answers):,}, in sessions: {len(collected.sessions):,}"
        f"{_marked(back, simulated)}."
    )
    read: Callable[[Path], object] = partial(table.read, classes=MOST_CLASSES)
    targets = (path, read, ANSWERS), (sessions_path(path), table.read_sessions, SESSIONS)

    def write(*, report: Report, is_cancelled: CancelCheck) -> tuple[Path, ...]:
        files: tuple[Path, ...] = table.write(
            path, collected, report=report, is_cancelled=is_cancelled
        )
        return files

    rows = len(answers)
    return Plan(targets, rows, rows, (said, *told.sentences), figures, write)


def _marked(back: int, simulated: int) -> str:
    """Return the end of a sentence about answers of which so many are marked; empty for none."""
    parts = [f"{back:,} {'was' if back == 1 else 'were'} taken back"] if back else []
    parts += [f"{simulated:,} {'is' if simulated == 1 else 'are'} simulated"] if simulated else []
    return f"; of them {listed(parts)}, and marked so" if parts else ""


def votes_plan(
    format: str,
    path: Path,
    told: ToldLabels,
    dataset: Dataset,
    *,
    split: str | None = None,
    is_strict: bool = False,
    seed: int = 0,
    opinions: tuple[Opinion, ...] = (),
) -> Plan:
    """Return how the votes about a split, or any, are written as one of :data:`VOTE_FORMATS`.

    Raises RequestError where there are none, or where a split has to be named.
    """
    known = {part.fingerprint: part.name for part in dataset.splits.values()}
    votes = votes_of(told.collected.answers, known, is_by_name=told.study is not None)
    kind = VOTE_FORMATS[format]
    votes = votes.with_blanks(kind.blanks)
    chosen = _split(dataset, votes, split, is_needed=kind.is_of_one_split)
    about = votes if chosen is None else votes.about(chosen.name)
    blanks = about.blanks(kind.blanks)
    if not about.rows and not blanks:
        raise RequestError(f"no answer is a vote about this data; {votes.sentence or 'play first'}")
    sessions = told.collected.sessions
    wish = Wish(path, dataset, about, chosen, is_strict, seed, opinions, sessions)

    def write(*, report: Report, is_cancelled: CancelCheck) -> tuple[Path, ...]:
        return kind.write(replace(wish, report=report, is_cancelled=is_cancelled))

    others = _others(votes, about, kind)
    rows_out = len(about.rows) + len(blanks) - others.get(_FEWER, 0) - others.get(_NOT_DRAWN, 0)
    # Votes of people and simulated ones never stand in one file.
    is_simulated = all(answer.is_simulated for answer in (*about.answers, *blanks))
    checks = about.checks if kind.has_checks else ()
    answers = len(told.collected.answers)
    images = len({(vote.split, vote.image_index) for vote in about.rows})
    figures = {
        "images": images,
        "annotators": len({vote.worker for vote in about.rows}),
        "left_out": dict(votes.left_out) | others,
        "checks": len(checks),
        "simulated": is_simulated,
    }
    said = [f"Votes: {rows_out:,}, of {answers:,} answers. {votes.sentence}".rstrip()]
    if is_simulated:
        said.append("All of them are simulated; no person gave them.")
        if not kind.marks_simulated:
            said.append("Nothing in the files says so: taken in again they count as people's.")
    said += [f"Left out: {n:,} {_OTHERS[reason]}." for reason, n in others.items()]
    said += [f"In the raw table alone: {len(checks):,} attention checks."] if checks else []
    if kind.has_every_image and chosen is not None:
        bare = len(chosen) - images
        figures["images_without_votes"] = bare
        said += [_bare(chosen, bare)] if bare else []
    sentences = (*said, *told.sentences)
    return Plan(kind.targets(wish), answers, rows_out, sentences, figures, write)


_ELSEWHERE, _FEWER, _NOT_DRAWN = "other_split", "image_with_fewer", "not_drawn"
_OTHERS = {
    _ELSEWHERE: "about another split",
    _FEWER: "to images with too few labels",
    _NOT_DRAWN: "not drawn among those of their image",
}
"""Why a vote is not written, and how a sentence says it."""


def _bare(split: Split, count: int) -> str:
    return (
        f"There is a row for each of the {len(split):,} images of {split.name}; {count:,} of them "
        f"{'has' if count == 1 else 'have'} no votes: counts of 0, and shares that are nan."
    )


def _others(votes: Votes, about: Votes, kind: VoteFormat) -> dict[str, int]:
    """Return how many votes are not written, by reason."""
    blanks = len(votes.blanks(kind.blanks)) - len(about.blanks(kind.blanks))
    found = {_ELSEWHERE: len(votes.rows) - len(about.rows) + blanks}
    if kind.drawn is not None:
        found |= _not_drawn(about.rows, kind.drawn)
    return {reason: count for reason, count in found.items() if count}


def _not_drawn(votes: Iterable[Vote], drawn: int) -> dict[str, int]:
    counts = Counter(vote.image_index for vote in votes).values()
    return {
        _FEWER: sum(count for count in counts if count < drawn),
        _NOT_DRAWN: sum(count - drawn for count in counts if count > drawn),
    }


def _split(dataset: Dataset, votes: Votes, name: str | None, *, is_needed: bool) -> Split | None:
    if name is not None:
        return dataset.splits[name]
    if not is_needed:
        return None
    names = sorted({vote.split for vote in votes.rows})
    if len(names) > 1:
        raise RequestError(f"there are votes about {' and '.join(names)}; name one with --split")
    return dataset.splits[names[0]] if names else None
