"""What the cells of a column stand for, where they are not its values themselves."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from matcher.reading.cells import Fault, parse, yes_or_no
from matcher.reading.guessing.words import words
from matcher.roster.columns import Column, Kind
from matcher.roster.text import fold_code, split_list
from matcher.roster.vocabulary import Vocabulary

Vocabularies = Mapping[str, Vocabulary]

_YES = frozenset(
    ("yes", "y", "yep", "yeah", "ok", "okay", "sure", "willing", "true", "x", "gladly", "happy", "only", "if")
)
_NO = frozenset("no not none never nope n na prefer declined false".split())  # noqa: SIM905 - reads better than as many strings
_SAID_BY_MANY = frozenset("director coordinator administrator leader manager and in for k".split())  # noqa: SIM905 - reads better than as many strings
_LIST_MARKS = re.compile(r"\s*[/,+&]\s*|\s+and\s+")
_MARK = re.compile(r"[✓✔☑√*•●]")

_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "membership": {
        "retired": "retired", "ret": "retired", "emeritus": "retired", "active": "active", "current": "active",
        "full": "active", "pending": "pending", "applied": "pending", "joining": "pending", "not": "none",
        "non": "none", "lapsed": "none", "expired": "none",
    },
    "meeting": {
        "virtual": "virtual", "zoom": "virtual", "online": "virtual", "remote": "virtual", "teams": "virtual",
        "phone": "virtual", "either": "either", "both": "either", "any": "either", "hybrid": "either",
        "preference": "either", "matter": "either", "person": "in_person", "face": "in_person", "site": "in_person",
    },
    "training": {
        "certified": "certified", "intern": "intern", "lii": "lii", "institute": "lii", "not": "none",
        "none": "none", "trained": "trained", "complete": "trained", "completed": "trained", "done": "trained",
    },
    "locale": {"urban": "city", "suburban": "suburb", "town": "town", "rural": "rural", "city": "city"},
    "special_application": {
        "approved": "approved", "granted": "approved", "accepted": "approved", "refused": "refused",
        "denied": "refused", "rejected": "refused", "applied": "applied", "pending": "applied",
        "submitted": "applied", "review": "applied",
    },
    "prefers": {
        "near": "near", "nearby": "near", "close": "near", "distance": "near", "location": "near", "same": "same_job",
        "job": "same_job", "role": "same_job", "position": "same_job",
    },
    "category": {
        "novice": "novice", "new": "newly_hired", "newly": "newly_hired", "hired": "newly_hired",
        "aspiring": "aspiring", "turnaround": "turnaround",
    },
}  # fmt: skip

_RELATIONS = {
    "supervisor": "supervisor", "supervises": "supervisor", "boss": "supervisor", "evaluator": "supervisor",
    "evaluates": "supervisor", "spouse": "relative", "married": "relative", "wife": "relative", "husband": "relative",
    "cousin": "relative", "sister": "relative", "brother": "relative", "family": "relative", "relative": "relative",
    "father": "relative", "mother": "relative", "son": "relative", "daughter": "relative", "business": "business",
    "contract": "business", "consultant": "business", "mismatch": "past_mismatch", "bad": "past_mismatch",
}  # fmt: skip
_PAST = frozenset("former formerly past prior previous previously used ex once was old".split())  # noqa: SIM905 - reads better than as many strings

_PAIRS = {"continuing": "continuing", "continues": "continuing", "confirmed": "confirmed", "final": "confirmed",
          "agreed": "agreed", "chose": "agreed", "proposed": "proposed", "suggested": "proposed",
          "draft": "proposed"}  # fmt: skip


@dataclass
class Meanings:
    """What cells stand for.

    Parameters
    ----------
    values
        By the cell's text what it stands for; ``*`` is any other.
    unknown
        Cells for which nothing was found.
    is_sure
        Whether no more than spelling was guessed.
    """

    values: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    is_sure: bool = True


def is_value(column: Column, text: str, vocabularies: Vocabularies) -> bool:
    """Return whether the reader takes `text` as it stands."""
    try:
        parse(column, text)
    except Fault:
        return False
    vocabulary = vocabularies.get(column.vocabulary)
    if vocabulary is None:
        return True
    items = split_list(text) if column.kind is Kind.CODES else [text]
    return all(vocabulary.find(item) is not None for item in items)


def find_meanings(column: Column, title: str, cells: Iterable[str], vocabularies: Vocabularies) -> Meanings:
    """Return what the cells under `title` stand for in `column`."""
    texts = list(dict.fromkeys(cell for cell in cells if cell and cell != "*"))
    if column.name == "membership" and "retired" in words(title) and _answers(texts):
        return _retired(texts)
    found = Meanings()
    known = set()
    for text in texts:
        if is_value(column, text, vocabularies) or fold_code(text) in known:
            continue
        value = meaning(column, title, text, vocabularies)
        if value is None:
            found.unknown.append(text)
        else:
            known.add(fold_code(text))
            found.values[text] = value
    if column.choices and "declared" in column.choices and found.unknown:
        return Meanings(found.values | {"*": "declared"}, [], is_sure=False)
    found.is_sure = not found.values
    return found


def _answers(texts: list[str]) -> list[str | None]:
    """Return the yes and no of every text; empty if one is neither."""
    answers = [answer(text) for text in texts]
    return [] if None in answers else answers


def _retired(texts: list[str]) -> Meanings:
    spelled = {fold_code(text): text for text in texts if answer(text) == "yes"}
    return Meanings(dict.fromkeys(spelled.values(), "retired") | {"*": "active"})


def meaning(column: Column, title: str, text: str, vocabularies: Vocabularies) -> str | None:
    """Return the value of `column` that `text`, which is none itself, probably stands for."""
    if column.kind is Kind.YES_NO:
        return answer(text)
    if column.kind in (Kind.CODE, Kind.CODES):
        vocabulary = vocabularies.get(column.vocabulary)
        return _codes(column, text, vocabulary) if vocabulary is not None else None
    return _choice(column, title, text) if column.kind is Kind.CHOICE else None


def answer(text: str) -> str | None:
    """Return yes or no, for what people write instead."""
    plain = yes_or_no(text)
    if plain is not None:
        return plain
    first = next(iter(re.findall(r"\w+", text.casefold())), "")
    if _MARK.fullmatch(text) or first in _YES:
        return "yes"
    return "no" if first in _NO else None


def _choice(column: Column, title: str, text: str) -> str | None:
    said = re.findall(r"\w+", text.casefold())
    if column.name == "kind":
        return _kind(column, said)
    meanings = _MEANINGS.get(column.name, {})
    for word in said:
        if word in meanings:
            return meanings[word]
    word = answer(text)
    if word is None:
        return None
    positive = {"membership": "active", "training": _training(title), "special_application": "approved"}
    negative = {"membership": "none", "training": "none"}
    if column.name == "wants_mentor":
        return word
    return positive.get(column.name) if word == "yes" else negative.get(column.name)


def _training(title: str) -> str:
    return "certified" if "certified" in words(title) else "trained"


def _kind(column: Column, said: list[str]) -> str | None:
    table = _PAIRS if "proposed" in column.choices else _RELATIONS
    found = next((table[word] for word in said if word in table), None)
    if found == "supervisor" and _PAST & set(said):
        return "former_supervisor"
    return found


def _codes(column: Column, text: str, vocabulary: Vocabulary) -> str | None:
    if column.kind is Kind.CODE:
        return find_code(text, vocabulary)
    items = split_list(text)
    if len(items) == 1:
        parts = [part for part in _LIST_MARKS.split(text) if part]
        codes = [find_code(part, vocabulary, loosely=False) for part in parts]
        if len(set(codes)) > 1 and None not in codes:
            return ";".join(dict.fromkeys(code for code in codes if code))
    found = [find_code(item, vocabulary) for item in items]
    return None if None in found or not found else ";".join(dict.fromkeys(code for code in found if code))


def find_code(text: str, vocabulary: Vocabulary, *, loosely: bool = True) -> str | None:
    """Return the code that `text` stands for: by spelling, by its number, by its words, or nearly by spelling."""
    exact = vocabulary.find(text)
    if exact is not None:
        return exact
    by_number = _by_number(text, vocabulary)
    if by_number is not None:
        return by_number
    found = _by_words(text, vocabulary)
    return found if found is not None or not loosely else vocabulary.nearest(text)


def _by_number(text: str, vocabulary: Vocabulary) -> str | None:
    numbers = re.findall(r"\d+", text)
    if len(numbers) != 1 or len(re.findall(r"[^\W\d_]+", text)) > 1:
        return None
    fitting = {
        code
        for code, titles in vocabulary.titles.items()
        for spelling in (code, *titles)
        if [int(one) for one in re.findall(r"\d+", spelling)] == [int(numbers[0])]
    }
    return fitting.pop() if len(fitting) == 1 else None


def _by_words(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the code with the longest spelling of which every word that matters is in `text`."""
    said = set(words(text))
    best, most = None, 0
    for code, titles in vocabulary.titles.items():
        for spelling in (code, *titles):
            wanted = set(words(spelling)) - _SAID_BY_MANY
            if wanted and wanted <= said and len(wanted) > most:
                best, most = code, len(wanted)
    return best


def code_in(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the one code whose spelling is among the words of a heading or a file's name."""
    said = " ".join(words(text))
    found: dict[int, set[str]] = {}
    for code, titles in vocabulary.titles.items():
        for spelling in (code, *titles):
            wanted = " ".join(words(spelling))
            if wanted and f" {wanted} " in f" {said} ":
                strength = 10 * bool(re.search(r"\d", wanted)) + len(wanted.split())
                found.setdefault(strength, set()).add(code)
    best = found[max(found)] if found else set()
    return next(iter(best)) if len(best) == 1 else None
