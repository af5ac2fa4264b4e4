"""How well what runners say is read: precision and recall on the labelled corpus may not fall."""

import pytest

from runcoach.coach.replies.reading import read_reply
from tests.coach.replies.corpus import SAID_ON, Labels, corpus, labels_of, scores

# Precision and recall, a little below what was measured.
FLOORS = {
    "pain at all": (0.99, 0.97),
    "pain": (0.99, 0.97),
    "alarm": (0.99, 0.99),
    "ill": (0.97, 0.97),
    "where": (0.96, 0.95),
    "tired": (0.95, 0.92),
    "minutes": (0.97, 0.99),
    "wish": (0.96, 0.95),
    "metres": (0.98, 0.98),
    "off": (0.96, 0.91),
    "race": (0.98, 0.94),
    "gone": (0.91, 0.98),
}


def read(text: str) -> Labels:
    return labels_of(read_reply(text, SAID_ON))


def test_the_corpus_is_large_enough_to_tell_something() -> None:
    languages = [utterance.language for utterance in corpus()]
    assert languages.count("en") >= 150 and languages.count("de") >= 40


@pytest.mark.parametrize("field", FLOORS)
def test_each_field_is_read_as_well_as_it_was(field: str) -> None:
    score = scores(corpus(), read)[field]
    precision, recall = FLOORS[field]
    assert score.precision >= precision, score
    assert score.recall >= recall, score


def test_no_utterance_of_the_corpus_stands_twice() -> None:
    texts = [utterance.text.lower() for utterance in corpus()]
    assert len(set(texts)) == len(texts)
