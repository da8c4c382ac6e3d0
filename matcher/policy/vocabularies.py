"""The lists under ``[values]``: codes, their titles and synonyms."""

from collections.abc import Iterator, Mapping

from matcher.policy.findings import Finding, refuse
from matcher.roster.text import fold_code
from matcher.roster.vocabulary import Vocabulary

TEXT_OR_TEXTS = "The value must be a title in quotes, or a list of the title and its synonyms."


def vocabulary_of(name: str, codes: Mapping[str, str | list[str]]) -> Vocabulary:
    """Return one list of the policy as the reader of rosters uses it."""
    return Vocabulary(name, {code: tuple(_titles(said)) for code, said in codes.items()})


def check_codes(codes: object) -> object:
    """Return `codes`, a dict of codes and their title or titles.

    Raises
    ------
    pydantic.ValidationError
        With everything that is no title, cannot be written into a list, or stands for two codes.
    """
    if not isinstance(codes, dict):
        return codes
    faults = [one for code, said in codes.items() for one in _faults(str(code), said)]
    faulty = {one.place[0] for one in faults}
    sound = vocabulary_of("", {code: said for code, said in codes.items() if code not in faulty})
    for spelling, first, second in sound.clashes():
        rule = f"'{spelling}' stands for '{first}' and for '{second}'."
        faults.append(Finding((second,), spelling, rule, "Leave it with one of them."))
    refuse(faults)
    return codes


def lenient_vocabularies(plain: Mapping[str, object]) -> dict[str, Vocabulary]:
    """Return the lists of a policy that may have faults elsewhere; lists with faults of their own are left out."""
    values = plain.get("values")
    if not isinstance(values, dict):
        return {}
    return {
        name: vocabulary_of(name, codes)
        for name, codes in values.items()
        if isinstance(codes, dict) and not any(_faults(str(code), said) for code, said in codes.items())
    }


def _titles(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said


def _faults(code: str, said: object) -> list[Finding]:
    found = [Finding((code,), code, rule) for rule in _spelling_faults(code)]
    if "|" in code:
        found.append(Finding((code,), code, "A code cannot contain '|', which joins the columns of limits."))
    if not isinstance(said, str | list):
        return [*found, Finding((code,), said, TEXT_OR_TEXTS)]
    for number, title in enumerate([said] if isinstance(said, str) else said):
        place = (code,) if isinstance(said, str) else (code, number)
        if isinstance(title, str):
            found.extend(Finding(place, title, rule) for rule in _spelling_faults(title))
        else:
            found.append(Finding(place, title, "The value must be text in quotes."))
    return found


def _spelling_faults(text: str) -> Iterator[str]:
    if not fold_code(text):
        yield "A code or title needs letters or digits."
    if ";" in text:
        yield "A code or title cannot contain ';', which separates lists."
