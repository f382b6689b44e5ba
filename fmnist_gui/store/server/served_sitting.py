"""A sitting whose images a server sets aside for one person, so that nobody else gets them.

Where the server does not answer, images are handed out as without one; those may then be labelled
more often than wanted, and no answer is lost.
"""

from dataclasses import dataclass

from fmnist_gui.core.session.name import checked_name
from fmnist_gui.core.session.record import Annotator, SessionRecord
from fmnist_gui.core.study.study import Study
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.open_sitting import read_open_sittings
from fmnist_gui.store.server.claim import claim, release
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.study_sitting import namesakes


@dataclass(frozen=True)
class Seat:
    """What a server must know to set images aside; ``avoid`` are images this person cannot have.

    Those are the images whose label they were shown, and those that wait in a sitting of theirs.
    """

    study: Study
    annotator: Annotator
    avoid: frozenset[int]


def seat_of(store: LabelStore, sha256: str, name: str) -> Seat:
    """Return the seat of a person, who is new if nobody of that `name` is here."""
    study = store.studies.find(sha256).study
    annotator = store.annotator(checked_name(name))
    people = namesakes(store, annotator.name)
    with store.database.reading() as connection:
        sittings = read_open_sittings(connection, sha256)
    own = {person.id for person in people}
    begun = {image for one in sittings if one.person in own for image in one.images}
    seen = (store.exposed(person, study.fingerprint) for person in people)
    return Seat(study, annotator, frozenset(begun).union(*seen))


def set_aside(server: Server, seat: Seat) -> tuple[int, ...]:
    """Return images for a sitting, which nobody else is handed while the claims are renewed.

    Empty when nothing is left for this person. Raises as
    :func:`fmnist_gui.store.server.claim.claim` does.
    """
    study = seat.study
    return claim(server, study.sha256, seat.annotator, count=study.sitting, avoid=seat.avoid)


def give_back(
    server: Server, seat: Seat, record: SessionRecord | None, images: tuple[int, ...]
) -> int:
    """Give back those of the `images` set aside that are not in the sitting; count them.

    `record` is its header, None if there is none after all.
    """
    used = set(record.deck.main_indices) if record is not None else set()
    left = [image for image in images if image not in used]
    return release(server, seat.study.sha256, seat.annotator, left) if left else 0
