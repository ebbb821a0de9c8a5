"""How well do typed words fit an exercise? Typos and synonyms forgiven; no Django, no database.

Every word is compared once with every different word of the library, and the rows look their
words up: a thousand exercises take about 40 ms.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST_WORDS = 6
LONGEST_SYNONYM = 4
SYNONYM_WEIGHT = 0.9
ONE_MISSING_WEIGHT = 0.6
# A word that is given but means nothing for the choice.
FILLERS = frozenset("a an and at for in my of on or the to with exercise exercises".split())
ENDINGS = ("ings", "ing", "ers", "er", "es", "s")
_BREAKS = re.compile(r"[^a-z0-9]+")

Qualities = Mapping[str, float]


@dataclass(frozen=True)
class Phrase:
    """A name, an alias, a muscle: its weight and its words, neighbours joined as well."""

    weight: float
    words: tuple[str, ...]
    letters: int

    @classmethod
    def of(cls, text: str, weight: float) -> "Phrase":
        words = words_of(text)
        joined = ["".join(pair) for pair in zip(words, words[1:], strict=False)]
        return cls(weight, (*words, *joined), sum(map(len, words)))


@dataclass(frozen=True)
class Row:
    """One exercise as the search sees it: what it is called, and all that it is known by."""

    key: int
    name: str
    names: tuple[Phrase, ...]
    traits: tuple[Phrase, ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return self.names + self.traits


def words_of(text: str) -> list[str]:
    """Plain lower-case words: "Figure-4 stretch" is figure, 4, stretch."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "").replace("'", ""))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word for word in _BREAKS.split(plain) if word]


def ranked(typed: str, rows: Sequence[Row], synonyms: Mapping[str, Sequence[str]]) -> list[int]:
    """The keys of the rows that fit, the best first; all in the given order if nothing is asked."""
    words = words_of(typed)[:MOST_WORDS]
    words = [word for word in words if word not in FILLERS] or words
    if not words:
        return [row.key for row in rows]
    terms = terms_of(words, synonyms)
    vocabulary = {word for row in rows for phrase in row.phrases for word in phrase.words}
    asked = {word for term in terms for _, said in term for word in said}
    qualities = {word: qualities_of(word, vocabulary) for word in asked}
    scored = [(score(terms, row, qualities), row) for row in rows]
    found = [(points, row) for points, row in scored if points]
    found.sort(key=lambda pair: (-round(pair[0], 4), len(pair[1].name), pair[1].name))
    return [row.key for _, row in found]


Term = list[tuple[float, list[str]]]


def terms_of(words: list[str], synonyms: Mapping[str, Sequence[str]]) -> list[Term]:
    """What was typed, piece by piece; each piece with all that it may mean and how surely."""
    terms: list[Term] = []
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_SYNONYM, len(words) - at), 0, -1):
            said = words[at : at + length]
            is_last = at + length == len(words)
            if meant := meanings(" ".join(said), synonyms, may_be_unfinished=is_last):
                break
        if length == 1 or not meant:
            terms.append([(1.0, [words[at]]), *meant])
            at += 1
        else:
            terms.append([(1.0, said), *meant])
            at += length
    return terms


def meanings(said: str, synonyms: Mapping[str, Sequence[str]], *, may_be_unfinished: bool) -> Term:
    """The other words for it; while it is being typed, four letters are enough."""
    known = synonyms.get(said)
    if known is None and may_be_unfinished and len(said) >= 4:
        known = next((means for key, means in synonyms.items() if key.startswith(said)), None)
    return [(SYNONYM_WEIGHT, words_of(meaning)) for meaning in known or ()]


def score(terms: list[Term], row: Row, qualities: Mapping[str, Qualities]) -> float:
    """0 if a word fits nowhere. Best is a name that is all that was typed."""
    points = [max(points_of(said, surely, row, qualities) for surely, said in t) for t in terms]
    missing = points.count(0)
    if missing > (len(terms) > 2):
        return 0
    across = sum(points) / len(points) * (ONE_MISSING_WEIGHT if missing else 1)
    return across + (0 if missing else whole_phrase(terms, row, qualities))


def points_of(
    said: list[str], surely: float, row: Row, qualities: Mapping[str, Qualities]
) -> float:
    """How well these words fit anywhere in the row; 0 unless each of them does."""
    total = 0.0
    for word in said:
        known = qualities[word]
        best = max(
            (known.get(w, 0) * phrase.weight for phrase in row.phrases for w in phrase.words),
            default=0,
        )
        if not best:
            return 0
        total += best
    return surely * total / len(said)


def whole_phrase(terms: list[Term], row: Row, qualities: Mapping[str, Qualities]) -> float:
    """How much of one name or alias the typed words make up."""
    best = 0.0
    for phrase in row.names:
        fit, letters = 1.0, 0
        for term in terms:
            options = [
                (surely * quality, sum(map(len, said)))
                for surely, said in term
                if (quality := fit_in(said, phrase, qualities))
            ]
            quality, length = max(options, default=(0, 0))
            fit, letters = min(fit, quality), letters + length
        covered = min(letters, phrase.letters) / (max(letters, phrase.letters) or 1)
        best = max(best, phrase.weight * fit * covered)
    return best


def fit_in(said: list[str], phrase: Phrase, qualities: Mapping[str, Qualities]) -> float:
    fits = [max((qualities[w].get(p, 0) for p in phrase.words), default=0) for w in said]
    return min(fits, default=0)


def qualities_of(word: str, vocabulary: Iterable[str]) -> Qualities:
    """How well a typed word fits each known word, where it does."""
    return {known: fit for known in vocabulary if (fit := quality(word, known))}


def quality(word: str, known: str) -> float:
    """1 the same, less for a beginning, a part, or a typo; 0 for another word."""
    if word == known:
        return 1
    stem = stem_of(word)
    if stem == stem_of(known):
        return 0.95
    if known.startswith(word):
        return 0.9 if len(word) > 1 else 0.5
    if len(stem) >= 4 and known.startswith(stem):
        return 0.8
    if len(word) >= 4 and word in known:
        return 0.65
    return typo_quality(word, known)


def stem_of(word: str) -> str:
    """The word without its ending and its silent e: squats, squat; bridging, bridge."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= (2 if ending == "s" else 4):
            word = word.removesuffix(ending)
            word = word[:-1] if word[-1] == word[-2] else word
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def typo_quality(word: str, known: str) -> float:
    """One slip in four letters, two in eight; also while the word is still being typed."""
    allowed = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    if not allowed or len(known) < len(word) - allowed:
        return 0
    if word[0] != known[0] and (len(word) < 5 or word[:2] != known[1::-1]) and len(word) < 6:
        return 0
    slips = distance(word, known, allowed)
    if slips <= allowed:
        return 0.75 - 0.15 * slips
    begun = (known[: len(word) + more] for more in (0, 1, -1))
    if min(distance(word, start, allowed) for start in begun) <= 1 and len(word) >= 4:
        return 0.5
    return 0


def distance(one: str, other: str, most: int) -> int:
    """Letters added, lost, changed or swapped with their neighbour; more than `most` is most + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    line = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, last, line = line, before, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, line[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
    return line[-1]
