"""``study withdraw`` and ``reinstate``: whether a person's answers to a study count."""

import argparse
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.study_state import add_study_name
from fmnist_gui.cli.workplace import open_store
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.name import folded_name, in_line
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.event import Departure, StudyRecord
from fmnist_gui.core.study.labels import StudyLabels


def _add(parser: argparse.ArgumentParser, *, is_back: bool) -> None:
    add_study_name(parser)
    person = parser.add_mutually_exclusive_group(required=True)
    person.add_argument(
        "person",
        metavar="PERSON",
        nargs="?",
        help="by name, whose case does not matter; it holds for answers that are merged later too",
    )
    person.add_argument("--annotator", metavar="PERSON", help="the same")
    parser.set_defaults(run=partial(_depart, is_back=is_back))


add_withdraw = partial(_add, is_back=False)
add_reinstate = partial(_add, is_back=True)


def _depart(chosen: argparse.Namespace, output: Output, *, is_back: bool) -> None:
    name = chosen.annotator if chosen.person is None else chosen.person
    with open_store(chosen) as store:
        record = store.studies.find(chosen.name)
        study = record.study
        person = _person(record, store.studies.labels(study.sha256), name)
        if record.is_withdrawn(person.name) != is_back:
            state = "was not withdrawn" if is_back else "was withdrawn already"
            raise RequestError(f"{in_line(person.name)} {state} from the study {study.title}")
        answers = store.studies.standing(study.sha256, person.name)
        now = datetime.now(UTC)
        store.studies.depart(Departure(uuid4(), person, study.sha256, is_back, answers, now))
    told = "1 answer" if answers == 1 else f"{answers:,} answers"
    verb = "was" if answers == 1 else "were"
    done = "reinstated; they count again" if is_back else "withdrawn from every figure and export"
    answer = {
        "name": study.name,
        "sha256": study.sha256,
        "person": person.name,
        "answers": answers,
        "is_withdrawn": not is_back,
    }
    output.give(answer, [f"{told} of {in_line(person.name)} {verb} {done}."])


def _person(record: StudyRecord, labels: StudyLabels, name: str) -> Annotator:
    """Return who takes part and is called `name`. Raises RequestError for nobody."""
    known: dict[str, Annotator] = {}
    people = [
        *map(Annotator, labels.people, labels.names),
        *(joined.annotator for joined in record.participations),
        *(departed.annotator for departed in record.departures),
    ]
    for person in people:
        known.setdefault(folded_name(person.name), person)
    found = known.get(folded_name(name))
    if found is None:
        names = ", ".join(sorted(in_line(person.name) for person in known.values()))
        told = f"there are {names}" if names else "nobody has answered yet"
        raise RequestError(
            f"nobody called {in_line(name[:60])} takes part in the study {record.study.title}; "
            f"{told}"
        )
    return found
