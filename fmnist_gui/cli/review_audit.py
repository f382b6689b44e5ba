"""``review audit``: how many labels are wrong, estimated from images drawn by chance."""

import argparse
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.subject import add_annotator, annotator_name, split_with
from fmnist_gui.cli.workplace import load_data, open_store
from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review import audit_sentence
from fmnist_gui.core.review.audit import Audit, draw_audit, find_audit
from fmnist_gui.core.review.audit_estimate import AuditEstimate, estimate
from fmnist_gui.core.review.conclusion import RULES
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.stats.percent import images

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

COUNT = 300
SPLIT = "test"
SEED_BITS = 32


def add_audit(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of ``review audit``."""
    parser.description = (
        "How many labels of a split are wrong? An audit is a simple random sample of it, drawn "
        "once and kept. Decide its images in the order drawn with 'review decide --audit ID'. "
        "'show' tells how many labels are wrong, with Wilson's 95 % interval, and how many of the "
        "whole split that would be; images about which nobody is sure widen it to both sides. The "
        "yield of a queue is no such estimate, since a queue shows first what looks wrong."
    )
    verbs = parser.add_subparsers(dest="audit_verb", required=True, metavar="new|show|list")
    new = verbs.add_parser("new", help="draw images of a split by chance")
    new.add_argument("--split", default=SPLIT, metavar="S", help=f"{SPLIT} if not given")
    new.add_argument(
        "--count", type=int, default=COUNT, metavar="N", help=f"how many, {COUNT} if not given"
    )
    new.add_argument("--seed", type=int, metavar="K", help="draws the same images again")
    add_annotator(new)
    new.set_defaults(run=_new)
    show = verbs.add_parser(
        "show",
        help="what an audit says so far",
        description="What an audit says. JSON keys: id, annotator, split, fingerprint, seed, at; "
        "population (images of the split), planned, looked (decided without a gap from the "
        "first), beyond (decided after a gap, which do not count), is_complete, next (index to "
        "decide); kept, wrong, ambiguous, bad, duplicates, unknown; interval [low, high] of the "
        "share of wrong labels, interval_if_unknown_right, interval_if_unknown_wrong, method; "
        "projected and projected_interval [low, high], wrong labels in the whole split; reviewers, "
        "elsewhere, differing; sentences.",
    )
    show.add_argument(
        "audit", nargs="?", metavar="ID", help="its id or the beginning of it; the newest if none"
    )
    _add_rule(show)
    show.set_defaults(run=_show)
    listing = verbs.add_parser("list", help="list the audits of these data")
    _add_rule(listing)
    listing.set_defaults(run=_list)
    for verb in (new, show, listing):
        add_classes(verb)
        add_common(verb)


def audit_of(store: "LabelStore", split: Split, index: int, *, prefix: str) -> Audit:
    """Return the audit in which image `index` of `split` is decided.

    Raises RequestError when there is none of that id, or when it did not draw the image.
    """
    audit = find_audit(store.review.audits(split.fingerprint), prefix)
    if index not in audit.positions:
        raise RequestError(
            f"audit {audit.code} did not draw {split.name} {index}; "
            f"'fmnist-gui review audit show {audit.code}' names the image that comes next"
        )
    return audit


def _new(chosen: argparse.Namespace, output: Output) -> None:
    name = annotator_name(chosen)
    split = split_with(load_data(chosen), chosen.split, indices=())
    seed = secrets.randbits(SEED_BITS) if chosen.seed is None else chosen.seed

    def by(annotator: Annotator) -> Audit:
        return draw_audit(
            split, annotator, count=chosen.count, seed=seed, id=uuid4(), at=datetime.now(UTC)
        )

    # Before a database is made for somebody who cannot have what they ask for.
    by(Annotator(uuid4(), name))
    with open_store(chosen) as store:
        audit = by(store.annotator(name))
        store.review.keep_audit(audit)
    answer = {
        "id": str(audit.id),
        "split": audit.split,
        "fingerprint": audit.fingerprint,
        "count": len(audit.indices),
        "seed": audit.seed,
        "numpy_version": audit.numpy_version,
        "indices": list(audit.indices),
    }
    output.give(
        answer,
        [
            f"Audit {audit.code}: {images(chosen.count)} of {split.name}, seed {seed}.",
            audit_sentence.expected(chosen.count, len(split)),
            _next(audit, 0),
        ],
    )


def _show(chosen: argparse.Namespace, output: Output) -> None:
    dataset = load_data(chosen)
    with open_store(chosen) as store:
        found = _estimates(chosen, store, dataset)
    audits = [entry.audit for entry in found]
    if chosen.audit is None and not audits:
        raise RequestError(
            f"there is no audit of {dataset.title} yet; 'fmnist-gui review audit new' draws one"
        )
    audit = audits[0] if chosen.audit is None else find_audit(audits, chosen.audit)
    (told,) = (entry for entry in found if entry.audit == audit)
    sentences = audit_sentence.sentences(told)
    lines = [f"Audit {audit.code}, {images(told.planned)} of {audit.split}.", *sentences]
    lines += [audit_sentence.by(told)] if told.reviewers else []
    lines += [] if told.is_complete else [_next(audit, told.looked)]
    output.give({**told.content(), "sentences": list(sentences)}, lines)


def _list(chosen: argparse.Namespace, output: Output) -> None:
    dataset = load_data(chosen)
    with open_store(chosen) as store:
        found = _estimates(chosen, store, dataset)
    lines = [_line(entry) for entry in found]
    answer = {"audits": [entry.content() for entry in found]}
    output.give(answer, lines or [f"No audit of {dataset.title} yet."])


def _add_rule(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rule",
        choices=RULES,
        default=RULES[0],
        help="how many reviewers must agree before another class counts (default: one)",
    )


def _estimates(
    chosen: argparse.Namespace, store: "LabelStore", dataset: Dataset
) -> list[AuditEstimate]:
    """Return what every audit of these data says, the newest first."""
    found = []
    for split in dataset.splits.values():
        decisions = store.review.decisions(split.fingerprint)
        found += [
            estimate(audit, decisions, population=len(split), rule=chosen.rule)
            for audit in store.review.audits(split.fingerprint)
        ]
    return sorted(found, key=lambda entry: entry.audit.at, reverse=True)


def _line(found: AuditEstimate) -> str:
    audit = found.audit
    when = audit.at.astimezone().strftime("%Y-%m-%d %H:%M")
    done = f"{found.looked:,} of {images(found.planned)}"
    name = in_line(audit.annotator.name)
    return f"{audit.code}  {when}  {audit.split:<6}  {done:<20}  {name}: {_brief(found)}"


def _brief(found: AuditEstimate) -> str:
    return audit_sentence.headline(found) if found.looked else "nothing decided yet"


def _next(audit: Audit, position: int) -> str:
    return (
        f"Next: 'fmnist-gui review decide {audit.split} {audit.indices[position]} KIND "
        f"--audit {audit.code}'."
    )
