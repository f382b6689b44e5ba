"""Whether the answers of a study are hidden from whoever may label for it."""

from fmnist_gui.ui.collect.story import StudyStory


class Veil:
    """Lies over the answers of every study that is not closed, until it is lifted for one."""

    def __init__(self) -> None:
        self._lifted: set[str] = set()

    def has(self, story: StudyStory) -> bool:
        """Whether there is something that it may lie over."""
        return story.record.state != "closed" and len(story.read.labels) > 0

    def covers(self, story: StudyStory) -> bool:
        """Whether the answers of this study are hidden now."""
        return self.has(story) and story.sha256 not in self._lifted

    def turn(self, story: StudyStory) -> None:
        """Show the answers of this study, or hide them again."""
        self._lifted ^= {story.sha256}

    def drop(self) -> bool:
        """Hide the answers of every study again; return whether any were shown."""
        was_lifted, self._lifted = bool(self._lifted), set()
        return was_lifted
