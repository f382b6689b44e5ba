"""What reviewers did: decided, took back, drew at random."""

from sqlalchemy.exc import IntegrityError

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.audit import Audit
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.history import Withdrawal, standing
from fmnist_gui.store.audit_row import keep_audit, read_audits
from fmnist_gui.store.database import Database
from fmnist_gui.store.decision_row import keep_decision, keep_withdrawal, read_log


class ReviewStore:
    """Takes and gives core's frozen dataclasses, as the label store does; append only."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def decide(self, *decisions: Decision) -> None:
        """Store decisions, all or none. Raises RequestError for one that says too little."""
        with self.database.writing() as connection:
            for decision in decisions:
                keep_decision(connection, decision)

    def withdraw(self, *withdrawals: Withdrawal) -> None:
        """Store that decisions were taken back or stand again: all of it or nothing.

        Raises RequestError for a decision that is not here.
        """
        try:
            with self.database.writing() as connection:
                for withdrawal in withdrawals:
                    keep_withdrawal(connection, withdrawal)
        except IntegrityError as error:
            raise RequestError("a decision that is not here cannot be taken back") from error

    def log(self, *fingerprints: str) -> tuple[Decision | Withdrawal, ...]:
        """Return all that was decided and taken back about these splits, in the order written."""
        with self.database.reading() as connection:
            return read_log(connection, *fingerprints)

    def decisions(self, fingerprint: str) -> tuple[Decision, ...]:
        """Return the decisions about images of that split that stand, by the time of each."""
        # Those that came from elsewhere were written later than they were made.
        return tuple(sorted(standing(self.log(fingerprint)), key=lambda decision: decision.at))

    def keep_audit(self, audit: Audit) -> None:
        """Store an audit with the images that it drew."""
        with self.database.writing() as connection:
            keep_audit(connection, audit)

    def audits(self, fingerprint: str) -> tuple[Audit, ...]:
        """Return the audits of that split, the newest first."""
        with self.database.reading() as connection:
            return read_audits(connection, fingerprint)
