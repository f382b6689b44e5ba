"""``review queue``: which images deserve a look, by whatever speaks against their labels."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from fmnist_gui import resources
from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_classes
from fmnist_gui.cli.review_score import shelf_of, splits_of
from fmnist_gui.cli.workplace import annotator_here, home_of, known_data, load_data, open_store
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.review.decided import decided_images
from fmnist_gui.core.review.mixture import QueueWish, queue
from fmnist_gui.core.review.progress import QueueCount
from fmnist_gui.core.review.ranking.catalog import RANKINGS
from fmnist_gui.core.review.suspect import read_namings, suspects_in
from fmnist_gui.core.table.score_column import grey_columns
from fmnist_gui.settings import Settings

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset
    from fmnist_gui.core.dataset.gallery import Gallery
    from fmnist_gui.core.query.term import Query
    from fmnist_gui.core.review.conclusion import Rule
    from fmnist_gui.core.review.evidence import Evidence
    from fmnist_gui.core.review.queue import Candidate, ReviewQueue
    from fmnist_gui.core.table.table import Table
    from fmnist_gui.store.evidence import Gathered, PeopleSaid

TOP = 20
NOBODY_WAITS = "No image is in this queue."

FROM_DATABASE = frozenset({"sessions", "sent"})
"""The evidence that lies in the database."""

MEASURED = frozenset({"brightness", "contrast"})

ABOUT_BY = "\n".join(f"  {key:16} {ranking.ranks_by}" for key, ranking in RANKINGS.items())


def add_queue(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review queue``."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = f"what --by knows:\n{ABOUT_BY}"
    parser.add_argument(
        "--by",
        default="margin",
        metavar="KEY[,KEY...]",
        help="what to rank by, from the list below (default: margin); several make a mixture, "
        "which ranks by the mean of their places",
    )
    parser.add_argument("--split", metavar="S", help="images of this split alone")
    parser.add_argument(
        "--where",
        default="",
        metavar="QUERY",
        help="images that this query means alone, as in Explore: 'class:shirt margin<0.3'",
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="also images that are decided already; works while a window has the database open",
    )
    parser.add_argument(
        "--top", type=int, default=TOP, metavar="N", help=f"how many (default: {TOP})"
    )
    parser.add_argument(
        "--model",
        metavar="NAME",
        help="rank by this model; the newest that knows all splits by default, and else the newest "
        "of each split",
    )
    parser.add_argument("--why", action="store_true", help="also say why each image is there")
    parser.add_argument(
        "--annotator", metavar="NAME", help="who you are; the one chosen in the window by default"
    )
    add_classes(parser)
    parser.set_defaults(run=_queue)


def _queue(chosen: argparse.Namespace, output: Output) -> None:
    if chosen.top < 1:
        raise RequestError(f"--top {chosen.top} asks for no image; name a number from 1 on")
    keys = tuple(key.strip() for key in chosen.by.split(",") if key.strip())
    wish = QueueWish(keys, chosen.where, with_decided=chosen.all)
    # What cannot be is said before anything is read.
    wish.rankings()
    query = parse(chosen.where)
    dataset = load_data(chosen)
    splits = [split.name for split in splits_of(dataset, chosen.split)]
    gallery, gathered = _gathered(chosen, dataset, wish)
    evidence = _of_model(gathered.evidence, chosen.model)
    table = measured(gathered.table, gallery, query)
    decisions = gathered.decisions
    decided = decided_images(gallery, decisions, person=evidence.person, rule=_rule(chosen))
    found = queue(wish, evidence, table=table, decided=decided, splits=splits)
    shown = found[: chosen.top]
    came = QueueCount(found, gallery, decisions).progress()
    models = {split: model.name for split, model in evidence.asked_models.items()}
    answer = {
        "images": [_content(gallery, candidate) for candidate in shown],
        "by": found.key,
        "waiting": len(found),
        "decided": len(found.decided),
        "notes": list(found.notes),
        "ranks_by": found.ranks_by,
        "models": models if "models" in wish.sources else {},
        "progress": {
            "done": came.done,
            "total": came.total,
            "looked": came.looked,
            "changed": came.changed,
            "sentence": came.sentence,
            "hint": came.hint,
        },
    }
    lines = [_line(gallery, found, candidate, has_why=chosen.why) for candidate in shown]
    done = f"{came.done:,} of {came.total:,} done. {came.sentence}."
    output.give(
        answer, [*(lines or [NOBODY_WAITS]), " ".join((found.ranks_by, done, *found.notes))]
    )


def measured(table: "Table", gallery: "Gallery", query: "Query") -> "Table":
    """Return `table` with what `query` asks for and has to be measured first."""
    if not query.keys & MEASURED:
        return table
    report = progress(f"Measuring {len(gallery):,} images")
    return table.with_columns(*grey_columns(gallery, report))


def _of_model(evidence: "Evidence", name: str | None) -> "Evidence":
    """Return the evidence with this model alone. Raises RequestError when there is none."""
    if name is None:
        return evidence
    own = tuple(model for model in evidence.models if model.name == name)
    if not own:
        known = ", ".join(dict.fromkeys(repr(model.name) for model in evidence.models)) or "none"
        raise RequestError(f"there is no model {name[:60]!r}; there are {known}")
    return replace(evidence, models=own)


def _gathered(
    chosen: argparse.Namespace, dataset: "Dataset", wish: QueueWish
) -> "tuple[Gallery, Gathered]":
    from fmnist_gui.core.dataset.gallery import gallery_of
    from fmnist_gui.store.evidence import gather

    gallery = gallery_of(dataset)
    suspects = suspects_in(gallery, read_namings(resources.suspects()), known_data())
    people = _people(chosen, gallery, wish)
    found = gather(
        dataset,
        gallery,
        shelf_of(chosen),
        people,
        suspects=suspects,
        with_neighbours="neighbours" in wish.sources,
    )
    return gallery, found


def _people(chosen: argparse.Namespace, gallery: "Gallery", wish: QueueWish) -> "PeopleSaid":
    """Return what the database knows, if there is one and anything of it is asked for.

    Without it the queue can be told while a window has the database open.
    """
    from fmnist_gui.store.evidence import PeopleSaid, read_people

    is_needed = not wish.with_decided or wish.where or FROM_DATABASE & wish.sources
    if not is_needed or not home_of(chosen).database.exists():
        return PeopleSaid()
    with open_store(chosen) as store:
        return read_people(store, gallery, name=chosen.annotator or annotator_here(chosen))


def _rule(chosen: argparse.Namespace) -> "Rule":
    """Return how many reviewers a conclusion takes, as chosen in the window."""
    return "two" if Settings(home_of(chosen).settings).choices.review_rule == "two" else "one"


def _content(gallery: "Gallery", candidate: "Candidate") -> dict[str, object]:
    place = gallery.place(candidate.number)
    return {
        "split": place.split,
        "index": place.index,
        "label": candidate.label,
        "score": candidate.score,
        "suggested": candidate.suggested,
        "why": candidate.why,
    }


def _line(
    gallery: "Gallery", queue: "ReviewQueue", candidate: "Candidate", *, has_why: bool
) -> str:
    """Return "test 4: Trouser, perhaps Dress (margin 0.200)"."""
    place, names = gallery.place(candidate.number), gallery.class_names
    perhaps = "" if candidate.suggested is None else f", perhaps {names[candidate.suggested]}"
    said = f"{place.split} {place.index}: {names[candidate.label]}{perhaps}"
    line = f"{said} ({queue.key} {candidate.score:.3f})"
    return f"{line}: {candidate.why}" if has_why else line
