"""The labelled corpus of what runners say, and the precision and recall of a reading, field by field."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import msgspec

from runcoach.coach.said import Pain, Said, Wish

SAID_ON = date(2026, 11, 18)

type Labels = Mapping[str, frozenset[str]]


class Utterance(msgspec.Struct, frozen=True):
    language: str
    text: str
    labels: Labels


class Score(msgspec.Struct, frozen=True):
    """``right`` labels of ``read`` that were read and ``labelled`` that are there."""

    right: int
    read: int
    labelled: int

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0


def corpus() -> list[Utterance]:
    lines = (Path(__file__).parent / "corpus.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [Utterance(language, text, labels_from(labels)) for language, text, labels in rows]


def labels_from(words: str) -> Labels:
    found: dict[str, frozenset[str]] = {}
    # A wish may have a space in it.
    for part in words.replace("no strength", "no-strength").split():
        field, _, values = part.partition("=")
        found[field] = frozenset((values or "yes").replace("no-strength", "no strength").split(","))
    return found


def labels_of(said: Said) -> Labels:
    """What was read, as the corpus writes it."""
    wish = said.wishes.last
    gone = {"all": said.withdrawn.everything, "pain": said.withdrawn.pain, "minutes": said.withdrawn.minutes}
    found = {
        "pain": {Pain.A_LITTLE: {"little"}, Pain.YES: {"yes"}}.get(said.pain, set()),
        "where": {str(place) for place in said.body.places},
        "alarm": {"yes"} if said.is_alarming else set(),
        "ill": {"yes"} if said.body.is_ill else set(),
        "tired": {"yes"} if said.is_tired else set(),
        "minutes": {str(said.minutes)} if said.minutes else set(),
        "wish": {str(wish)} if wish not in (None, Wish.UNKNOWN) else set(),
        "metres": {f"{said.wishes.distance_m:.0f}"} if said.wishes.distance_m else set(),
        "off": {f"{each.reason}:{each.first}:{each.until}" for each in said.absences},
        "race": {f"{int(each.distance_m or 0) or '?'}:{each.day or '?'}" for each in said.races},
        "gone": {name for name, is_gone in gone.items() if is_gone} | set(map(str, said.withdrawn.wishes)),
    }
    return {field: frozenset(values) for field, values in found.items() if values}


def scores(utterances: list[Utterance], read: Callable[[str], Labels]) -> dict[str, Score]:
    """The score of each field, and of ``pain at all``, whether there is any."""
    counted: dict[str, list[int]] = {}
    for utterance in utterances:
        found, labels = dict(read(utterance.text)), dict(utterance.labels)
        for each in (found, labels):
            if "pain" in each:
                each["pain at all"] = frozenset(("yes",))
        for field in found.keys() | labels.keys():
            one, other = found.get(field, frozenset()), labels.get(field, frozenset())
            count = counted.setdefault(field, [0, 0, 0])
            for place, number in enumerate((len(one & other), len(one), len(other))):
                count[place] += number
    return {field: Score(*count) for field, count in sorted(counted.items())}
