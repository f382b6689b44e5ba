"""``tag``: put a tag on images, or take it off."""

import argparse
from datetime import UTC, datetime
from uuid import uuid4

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.subject import add_annotator, annotator_name, split_with
from fmnist_gui.cli.workplace import load_data, open_store
from fmnist_gui.core.review.tag import TagEvent, tag_name


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``tag``."""
    parser.add_argument("name", metavar="NAME", help="the tag: one word of up to 40 letters")
    parser.add_argument("split", metavar="SPLIT", help="the split that has the images")
    parser.add_argument(
        "indices", type=int, nargs="+", metavar="INDEX", help="their indices there, from 0"
    )
    parser.add_argument("--off", action="store_true", help="take the tag off")
    add_annotator(parser)
    add_classes(parser)
    add_common(parser)
    parser.set_defaults(run=_tag)


def _tag(chosen: argparse.Namespace, output: Output) -> None:
    tag, name, is_on = tag_name(chosen.name), annotator_name(chosen), not chosen.off
    split = split_with(load_data(chosen), chosen.split, indices=chosen.indices)
    now, wanted = datetime.now(UTC), set(chosen.indices)
    with open_store(chosen) as store:
        tagged = set(map(int, store.tags(split.fingerprint).get(tag, ())))
        # What is so already needs no event.
        changed = sorted(wanted - tagged if is_on else wanted & tagged)
        annotator = store.annotator(name)
        store.tag(
            TagEvent(uuid4(), annotator, split.fingerprint, split.name, index, tag, is_on, now)
            for index in changed
        )
    noun = "image" if len(changed) == 1 else "images"
    verb = "Put on" if is_on else "Taken off"
    line = f"{verb} {len(changed):,} {noun} of {split.name}: {tag}"
    output.give({"tag": tag, "changed": len(changed)}, [line])
