"""``import`` of what people labelled elsewhere: its good rows are kept, the others told by line."""

import argparse
from datetime import UTC, datetime
from typing import get_args

from fmnist_gui import __version__
from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.workplace import annotator_here, load_data, open_store
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.intake import label_file, session_folder
from fmnist_gui.core.intake.intake_sentence import intake_sentence
from fmnist_gui.core.intake.label_file import LabelFile
from fmnist_gui.core.intake.label_kind import WORDS, LabelFormat, OwnFormat
from fmnist_gui.core.intake.refusal import SHOWN
from fmnist_gui.core.study.study import Study
from fmnist_gui.store.label_import import keep_labels

WITHOUT_SPLIT: tuple[LabelFormat, ...] = ("crowd", "cleanlab", "cifar10h")
"""Formats whose files may be silent about the split of their images."""

MOST_TOLD = 100
"""Refused rows that JSON lists; the count is of all."""


def _read(
    chosen: argparse.Namespace, format: LabelFormat, dataset: Dataset, study: Study | None
) -> LabelFile:
    prefix, report = chosen.name or "", progress(f"Reading {chosen.file.name}")
    if format == "model-vs-human" and chosen.file.is_dir():
        return session_folder.read(
            chosen.file,
            dataset,
            app_version=__version__,
            prefix=prefix,
            study=study,
            report=report,
        )
    return label_file.read(
        chosen.file,
        format,
        dataset,
        app_version=__version__,
        split=chosen.split,
        prefix=prefix,
        study=study,
        report=report,
    )


def import_labels(chosen: argparse.Namespace, format: LabelFormat, output: Output) -> None:
    """Take in the labels of a file that are not here yet, in one transaction.

    Rows that cannot be kept are counted and told by line. A file of which none can be kept is
    refused.
    """
    if chosen.name is not None and format in get_args(OwnFormat):
        raise RequestError(f"{WORDS[format]}: they say who answered; leave --name out")
    if chosen.split is not None and format not in WITHOUT_SPLIT:
        raise RequestError(
            f"{WORDS[format]}: they say which split each image is of; leave --split out"
        )
    dataset = load_data(chosen)
    here = annotator_here(chosen)
    with open_store(chosen) as store:
        study = None if chosen.study is None else store.studies.find(chosen.study).study
        file = _read(chosen, format, dataset, study)
        stored = keep_labels(
            store,
            file.histories(),
            now=datetime.now(UTC),
            here=(here,),
            total=file.kept,
            report=progress("Storing labels"),
        )
    answer = {
        "rows_in": file.rows,
        "rows_kept": stored.kept,
        "already_there": stored.already_there,
        "refused": file.refusals.count,
        "refusals": [
            {"line": one.line, "reason": one.reason} for one in file.refusals.listed[:MOST_TOLD]
        ],
        "left_out": dict(file.left_out),
        "repeats": file.repeats,
        "annotators": stored.people,
        "namesakes": list(stored.namesakes),
        "withdrawn": [vars(notice) for notice in stored.uncounted],
        "format": format,
    }
    sentence = intake_sentence(
        file,
        kept=stored.kept,
        already_there=stored.already_there,
        namesakes=stored.namesakes,
        more=[notice.sentence for notice in stored.uncounted],
    )
    output.give(answer, [sentence, *file.refusals.lines(SHOWN)])
