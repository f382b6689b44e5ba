"""``study withdraw`` and ``reinstate``: whether a person's answers to a study count."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.study_state import add_study_name
from fmnist_gui.cli.workplace import open_store
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.event import Departure, Participation, StudyRecord
from fmnist_gui.core.study.labels import StudyLabels


def _add(parser: argparse.ArgumentParser, *, is_back: bool) -> None:
    add_study_name(parser)
    parser.add_argument(
        "person", metavar="PERSON", help="by name; all of that name who take part are meant"
    )
    parser.set_defaults(run=partial(_depart, is_back=is_back))


add_withdraw = partial(_add, is_back=False)
add_reinstate = partial(_add, is_back=True)


def _depart(chosen: argparse.Namespace, output: Output, *, is_back: bool) -> None:
    with open_store(chosen) as store:
        record = store.studies.find(chosen.name)
        study = record.study
        people = _people(record, store.studies.labels(study.sha256), chosen.person)
        meant = [person for person in people if (person.id in record.withdrawn) == is_back]
        if not meant:
            state = "was not withdrawn" if is_back else "was withdrawn already"
            raise RequestError(f"{in_line(chosen.person)} {state} from the study {study.title}")
        now = datetime.now(UTC)
        departures = [
            Departure(
                uuid4(),
                person,
                study.sha256,
                is_back,
                store.studies.standing(study.sha256, person.id),
                now,
            )
            for person in meant
        ]
        store.studies.depart(*departures)
    answers = sum(departure.answers for departure in departures)
    told = "1 answer" if answers == 1 else f"{answers:,} answers"
    verb = "was" if answers == 1 else "were"
    done = "reinstated; they count again" if is_back else "withdrawn from every figure and export"
    answer = {
        "name": study.name,
        "sha256": study.sha256,
        "person": meant[0].name,
        "people": len(meant),
        "answers": answers,
        "is_withdrawn": not is_back,
    }
    output.give(answer, [f"{told} of {in_line(meant[0].name)} {verb} {done}."])


def _people(record: StudyRecord, labels: StudyLabels, name: str) -> list[Annotator]:
    """Return who takes part and is called `name`. Raises RequestError for nobody."""
    known = {id_: Annotator(id_, own) for id_, own in zip(labels.people, labels.names, strict=True)}
    for person in (*_annotators(record.participations), *_annotators(record.departures)):
        known.setdefault(person.id, person)
    wanted = " ".join(name.split()).casefold()
    found = [one for one in known.values() if one.name.casefold() == wanted]
    if not found:
        names = ", ".join(sorted({in_line(person.name) for person in known.values()}))
        told = f"there are {names}" if names else "nobody has answered yet"
        raise RequestError(
            f"nobody called {in_line(name[:60])} takes part in the study {record.study.title}; "
            f"{told}"
        )
    return found


def _annotators(happened: Sequence[Participation | Departure]) -> list[Annotator]:
    return [one.annotator for one in happened]
