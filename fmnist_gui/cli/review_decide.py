"""``review decide``, ``review undo`` and ``review redo``: what is right for an image."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_classes
from fmnist_gui.cli.review_audit import audit_of
from fmnist_gui.cli.subject import add_annotator, annotator_name, class_number, split_with
from fmnist_gui.cli.workplace import load_data, open_store
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.decision import DECISION_KINDS, Decision, Original, check
from fmnist_gui.core.review.history import Log, Step, Withdrawal, steps
from fmnist_gui.core.review.mixture import QueueWish
from fmnist_gui.core.session.record import Annotator

SOURCE = "review"
"""Where the label of an image was shown, as the exposure ledger has it."""


def add_decide(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review decide``."""
    parser.add_argument("split", metavar="SPLIT", help="the split that has the image")
    parser.add_argument("index", type=int, metavar="INDEX", help="its index there, from 0")
    parser.add_argument("kind", choices=DECISION_KINDS, help="what you conclude")
    parser.add_argument(
        "--to",
        action="append",
        default=[],
        metavar="C",
        help="for relabel: the class it should have, by number or name; for ambiguous: a class "
        "that can be defended, given once for each",
    )
    parser.add_argument(
        "--of", nargs=2, metavar=("SPLIT", "INDEX"), help="for duplicate: the image it repeats"
    )
    parser.add_argument("--note", default="", metavar="T", help="why, in your words")
    met = parser.add_mutually_exclusive_group()
    met.add_argument("--queue", default="", metavar="Q", help="the queue in which you met it")
    met.add_argument(
        "--audit", metavar="ID", help="the audit that drew the image; only so it counts in it"
    )
    add_annotator(parser)
    add_classes(parser)
    parser.set_defaults(run=_decide)


def add_undo(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review undo``."""
    _add_step(parser)
    parser.set_defaults(run=_undo)


def add_redo(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review redo``."""
    _add_step(parser)
    parser.set_defaults(run=_redo)


def _add_step(parser: argparse.ArgumentParser) -> None:
    add_annotator(parser)
    add_classes(parser)


def _decide(chosen: argparse.Namespace, output: Output) -> None:
    name = annotator_name(chosen)
    dataset = load_data(chosen)
    split = split_with(dataset, chosen.split, indices=[chosen.index])
    met = _queue(chosen.queue)
    classes = sorted({class_number(dataset, text) for text in chosen.to})
    is_set = chosen.kind == "ambiguous"
    if not is_set and len(classes) > 1:
        raise RequestError(f"{chosen.kind} takes one class with --to; only ambiguous takes several")
    label = int(split.labels[chosen.index])
    if chosen.kind == "relabel" and classes == [label]:
        raise RequestError(
            f"{split.name} {chosen.index} has the label {dataset.class_names[label]} already; say "
            "keep if that is right"
        )

    def by(annotator: Annotator, queue: str) -> Decision:
        return Decision(
            id=uuid4(),
            annotator=annotator,
            fingerprint=split.fingerprint,
            split=split.name,
            image_index=chosen.index,
            kind=chosen.kind,
            to_class=classes[0] if classes and not is_set else None,
            note=chosen.note,
            at=datetime.now(UTC),
            classes=tuple(classes) if is_set else (),
            original=_original(dataset, chosen.of),
            queue=queue,
        )

    # Before a database is made for somebody who has not said anything yet.
    check(by(Annotator(uuid4(), name), met))
    with open_store(chosen) as store:
        if chosen.audit is not None:
            met = audit_of(store, split, chosen.index, prefix=chosen.audit).queue
        decision = by(store.annotator(name), met)
        store.review.decide(decision)
        store.expose(
            decision.annotator,
            fingerprint=split.fingerprint,
            split=split.name,
            indices=(chosen.index,),
            source=SOURCE,
            at=decision.at,
        )
    line = f"{_told(dataset, decision)}, said {decision.annotator.name}."
    output.give({"id": str(decision.id)}, [line])


def _queue(told: str) -> str:
    """Return the key of the queue that ``--queue`` names, as ``review queue --by`` does.

    An audit has to be named by ``--audit``, which looks whether it drew the image.
    """
    keys = tuple(key.strip() for key in told.replace("+", ",").split(",") if key.strip())
    return QueueWish(keys).key if keys else ""


def _original(dataset: Dataset, of: list[str] | None) -> Original | None:
    """Return the image that ``--of`` names, None if it was not given."""
    if of is None:
        return None
    name, index = of
    if not (index.isascii() and index.isdecimal()):
        raise RequestError(f"--of needs a split and an index, as train 123; {index!r} is no index")
    split = split_with(dataset, name, indices=[int(index)])
    return Original(split.fingerprint, split.name, int(index))


def _told(dataset: Dataset, decision: Decision) -> str:
    """Return the image and what was decided, as "test 299: relabel to Coat"."""
    names = [dataset.class_names[number] for number in decision.classes]
    if decision.to_class is not None:
        names = [dataset.class_names[decision.to_class]]
    text = f"{decision.split} {decision.image_index}: {decision.kind}"
    if decision.original is not None:
        text += f" of {decision.original.split} {decision.original.index}"
    return f"{text} to {names[0]}" if len(names) == 1 else f"{text} {' or '.join(names)}".rstrip()


def _undo(chosen: argparse.Namespace, output: Output) -> None:
    _step(chosen, output, find=lambda log, who: steps(log, who.id).done, is_back=False)


def _redo(chosen: argparse.Namespace, output: Output) -> None:
    _step(chosen, output, find=lambda log, who: steps(log, who.id).undone, is_back=True)


def _step(
    chosen: argparse.Namespace,
    output: Output,
    *,
    find: Callable[[Log, Annotator], tuple[Step, ...]],
    is_back: bool,
) -> None:
    """Take back or do again the last step that one annotator made about the data that is open."""
    name = annotator_name(chosen)
    dataset = load_data(chosen)
    done, nothing = ("done again", "was taken back") if is_back else ("taken back", "was decided")
    with open_store(chosen) as store:
        person = store.person(name)
        who = Annotator(person, name) if person is not None else None
        log = store.review.log(*(split.fingerprint for split in dataset.splits.values()))
        found = find(log, who) if who is not None else ()
        if not found or who is None:
            raise RequestError(f"nothing {nothing} by {name} that could be {done} here")
        last = found[-1]
        at = datetime.now(UTC)
        store.review.withdraw(
            *(Withdrawal(uuid4(), made.id, who, at, is_back) for made in last.decisions)
        )
    lines = [f"{_told(dataset, made)}, {done}." for made in last.decisions]
    output.give({"ids": [str(made.id) for made in last.decisions], "step": str(last.id)}, lines)
