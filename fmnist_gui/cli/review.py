"""``review``: find the labels that are to be doubted, and decide about them."""

import argparse
from datetime import UTC, datetime
from uuid import uuid4

from fmnist_gui.cli import review_score
from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.subject import add_annotator, annotator_name, class_number, split_with
from fmnist_gui.cli.workplace import load_data, open_store
from fmnist_gui.core.review.decision import DECISION_KINDS, Decision, check
from fmnist_gui.core.session.record import Annotator


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review``."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="score|queue|decide")
    score = verbs.add_parser("score", help="ask models that have not seen an image's label")
    review_score.add_score(score)
    queue = verbs.add_parser("queue", help="list the images that deserve a look, first the worst")
    review_score.add_queue(queue)
    decide = verbs.add_parser("decide", help="say what is right for an image")
    decide.add_argument("split", metavar="SPLIT", help="the split that has the image")
    decide.add_argument("index", type=int, metavar="INDEX", help="its index there, from 0")
    decide.add_argument("kind", choices=DECISION_KINDS, help="what you conclude")
    decide.add_argument(
        "--to", metavar="C", help="for relabel: the class it should have, by number or name"
    )
    decide.add_argument("--note", default="", metavar="T", help="why, in your words")
    add_annotator(decide)
    add_classes(decide)
    decide.set_defaults(run=_decide)
    for verb in (parser, score, queue, decide):
        add_common(verb)


def _decide(chosen: argparse.Namespace, output: Output) -> None:
    name = annotator_name(chosen)
    dataset = load_data(chosen)
    split = split_with(dataset, chosen.split, indices=[chosen.index])
    to_class = None if chosen.to is None else class_number(dataset, chosen.to)

    def by(annotator: Annotator) -> Decision:
        return Decision(
            id=uuid4(),
            annotator=annotator,
            fingerprint=split.fingerprint,
            split=split.name,
            image_index=chosen.index,
            kind=chosen.kind,
            to_class=to_class,
            note=chosen.note,
            at=datetime.now(UTC),
        )

    # Before a database is made for somebody who has not said anything yet.
    check(by(Annotator(uuid4(), name)))
    with open_store(chosen) as store:
        decision = by(store.annotator(name))
        store.review.decide(decision)
    new = "" if to_class is None else f" to {dataset.class_names[to_class]}"
    line = f"{split.name} {chosen.index}: {chosen.kind}{new}, said {decision.annotator.name}."
    output.give({"id": str(decision.id)}, [line])
