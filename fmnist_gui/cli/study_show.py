"""``study list`` and ``study show``: how far studies are, and what each person gave."""

import argparse
from dataclasses import asdict

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.study_state import add_study_name
from fmnist_gui.cli.study_waiting import waiting_by_server
from fmnist_gui.cli.workplace import open_store
from fmnist_gui.core.study import sentence
from fmnist_gui.core.study.agreement import study_agreement
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.person import PersonFigures, Tally, people_figures
from fmnist_gui.core.study.person_row import COLUMNS, person_rows
from fmnist_gui.core.study.plan import plan
from fmnist_gui.core.study.progress import Progress, progress
from fmnist_gui.core.study.study import Study

NONE_YET = "No studies yet; make one with 'fmnist-gui study new'."


def add_list(parser: argparse.ArgumentParser) -> None:
    """Add nothing: ``study list`` has no arguments of its own."""
    parser.set_defaults(run=_list)


def add_show(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``study show``."""
    add_study_name(parser)
    parser.set_defaults(run=_show)


def _list(chosen: argparse.Namespace, output: Output) -> None:
    with open_store(chosen) as store:
        found = [
            (record, progress(record.study, store.studies.labels(record.study.sha256)))
            for record in store.studies.records()
        ]
    content = [{**_head(record), "progress": _progress(come)} for record, come in found]
    lines = [
        f"{record.study.code}  {record.state:<7}  {sentence.labels_given(come)}, "
        f"{come.people:,} people  {record.study.name}"
        for record, come in found
    ]
    output.give({"studies": content}, lines or [NONE_YET])


def _show(chosen: argparse.Namespace, output: Output) -> None:
    with open_store(chosen) as store:
        record = store.studies.find(chosen.name)
        labels = store.studies.labels(record.study.sha256)
        withdrawn = store.studies.withdrawn_answers(record.study.sha256)
        waits = waiting_by_server(store, record.study.sha256)
    study, classes = record.study, len(record.study.class_names)
    come = progress(study, labels)
    agreement = study_agreement(labels, class_count=classes)
    people = people_figures(labels, class_count=classes)
    answer = {
        **_head(record),
        **_frozen(study),
        "progress": _progress(come),
        "krippendorff_alpha": agreement.alpha,
        "fleiss_kappa": agreement.fleiss,
        "people": [_person(own) for own in people],
        "withdrawn": withdrawn,
        "servers": [
            {"server": server, "waiting": left.answers, "waiting_changes": left.others}
            for server, left in waits.items()
        ],
        "events": [
            {"kind": e.kind, "at": e.at.isoformat(), "annotator": e.annotator.name}
            for e in sorted(record.events, key=lambda event: (event.at, event.id))
        ],
        "departures": [
            {
                "annotator": d.annotator.name,
                "is_back": d.is_back,
                "answers": d.answers,
                "at": d.at.isoformat(),
            }
            for d in sorted(record.departures, key=lambda departure: (departure.at, departure.id))
        ],
    }
    told = (
        f"Study {study.title}: {len(study.indices):,} {study.split} images ({study.source}).",
        sentence.STATES[record.state],
        f"{sentence.labels_given(come)}. {sentence.images_done(come)}",
        sentence.particulars(come),
        f"{sentence.alpha(agreement, None)}".rstrip(".") + ".",
        sentence.withdrawn(withdrawn),
        "" if come.is_complete else f"In all: {plan(study).sentence}",
        *(f"Shared on {server}. {left.sentence}" for server, left in waits.items()),
    )
    rows = person_rows(record, people)
    table = [COLUMNS, *(row.cells for row in rows)] if rows else []
    output.give(answer, [*filter(None, told), *_aligned(table)])


def _head(record: StudyRecord) -> dict[str, object]:
    study = record.study
    return {
        "name": study.name,
        "code": study.code,
        "sha256": study.sha256,
        "state": record.state,
        "started_at": record.start.at.isoformat(),
        "images": len(study.indices),
    }


def _frozen(study: Study) -> dict[str, object]:
    kept = ("split", "fingerprint", "source", "seed", "sitting", "attention_percent")
    more = ("repeat_percent", "confidence", "has_second_choice", "instructions", "consent")
    return {
        **{name: getattr(study, name) for name in (*kept, *more)},
        "wanted": asdict(study.wanted),
        "questions": [asdict(question) for question in study.questions],
    }


def _progress(come: Progress) -> dict[str, object]:
    return asdict(come) | {"is_complete": come.is_complete}


def _person(own: PersonFigures) -> dict[str, object]:
    times = own.times
    return {
        "id": str(own.person),
        "annotator": own.name,
        "is_simulated": own.is_simulated,
        "labels": own.labels,
        "cannot_tell": own.cannot_tell,
        "batch": own.batch,
        "imported": own.imported,
        "last_at": None if own.last_at is None else own.last_at.isoformat(),
        "median_s": None if times is None else times.median_s,
        "per_hour": None if own.pace is None else own.pace.per_hour,
        "checks": _tally(own.checks),
        "repeats": _tally(Tally(own.consistency.same, own.consistency.n)),
        "agreement": _tally(own.agreement),
        "tied": own.tied,
        "confusion": own.confusion.tolist(),
    }


def _tally(tally: Tally) -> dict[str, object]:
    interval = list(tally.interval) if tally.count else None
    return {"right": tally.right, "n": tally.count, "share": tally.share, "wilson": interval}


def _aligned(table: list[tuple[str, ...]]) -> list[str]:
    """Return the rows with cells below each other, the first to the left and others right."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in table
    ]
