"""Why somebody has another mentor, as sentences: each says only what is so, step by step along a chain."""

from collections.abc import Callable, Iterator, Sequence

from matcher.rematching.chains import NOBODY, Chain, Step
from matcher.rematching.facts import Facts

Call = Callable[[str, str], str]
"""What somebody of "mentees" or "mentors" is called, by id."""
ASKED_FOR = "Limits, minimums, fixed pairs or goals that count for more than keeping pairs ask for it"
SHOWN_STEPS = 3


def story(chain: Chain, facts: Facts, call: Call) -> str:
    """Return a whole chain as one sentence: its cause, then who has whom, whose place that was."""
    chain = _from_cause(chain, facts)
    clauses = list(_clauses(chain, facts, call))
    cause = _cause(chain.steps[0], facts, call)
    if len(clauses) == 1 and facts.gone("mentees", chain.steps[0].mentee):
        return f"{cause}; {clauses[0]}."
    return _sentence(cause, clauses)


def why(chain: Chain, place: int, facts: Facts, call: Call) -> str:
    """Return why a step of a chain had to be: its own cause, or the chain up to whom that place was given."""
    step = chain.steps[place]
    own = _own_cause(step, facts, call)
    chain = _from_cause(chain, facts)
    place = chain.steps.index(step)
    if own or (place == 0 and not chain.closed and step.before != NOBODY):
        return f"{own or ASKED_FOR}."
    clauses = list(_clauses(chain, facts, call))[: place or None]
    if len(clauses) > SHOWN_STEPS:
        between = len(clauses) - 2
        clauses = [clauses[0], f"and so on through {between} others, until {clauses[-1]}"]
    return _sentence(_cause(chain.steps[0], facts, call), clauses)


def _sentence(cause: str, clauses: Sequence[str]) -> str:
    said = "; ".join(clauses)
    if not cause or not clauses:
        return f"{said or cause}."
    return f"{cause}: {said}." if cause == ASKED_FOR else f"{cause}, so {said}."


def _from_cause(chain: Chain, facts: Facts) -> Chain:
    """Return a ring turned so that it begins with somebody who has a cause of their own; other chains as they are."""
    if not chain.closed:
        return chain
    causes = [bool(_own_cause(step, facts, lambda _, one: one)) for step in chain.steps]
    start = causes.index(True) if any(causes) else 0
    return Chain((*chain.steps[start:], *chain.steps[:start]), closed=True)


def _cause(step: Step, facts: Facts, call: Call) -> str:
    """Return what a chain begins with; empty where that is somebody who lacked a mentor, which is said with who it is."""
    return "" if step.before == NOBODY else _own_cause(step, facts, call) or ASKED_FOR


def _own_cause(step: Step, facts: Facts, call: Call) -> str:
    """Return what makes a step be, whatever the others have; empty where nothing does."""
    mentee, pair = call("mentees", step.mentee), (step.mentee, step.before)
    if facts.gone("mentees", step.mentee) and step.after == NOBODY:
        return f"{mentee} {facts.gone('mentees', step.mentee)}"
    if step.before == NOBODY:
        return ""
    mentor = call("mentors", step.before)
    if facts.gone("mentors", step.before):
        return f"{mentor} {facts.gone('mentors', step.before)}"
    if pair in facts.ended:
        return f"{mentee} cannot have {mentor} any more ({facts.against(pair)})"
    if step.after != NOBODY and facts.is_fixed((step.mentee, step.after)):
        return f"{mentee} and {call('mentors', step.after)} have to be together"
    was, now = facts.seats(step.before)
    if now < was and facts.used(step.before)[1] == now:
        return f"{mentor} has {_seats(now)} instead of {was}"
    return ""


def _lacking(step: Step, facts: Facts) -> str:
    """Return how somebody who has a mentor more was before; empty for who gives one up."""
    if step.before != NOBODY:
        return ""
    if facts.is_new("mentees", step.mentee):
        return ", who is newly on the lists,"
    return ", who had too few mentors," if facts.had(step.mentee) else ", who had nobody,"


def _clauses(chain: Chain, facts: Facts, call: Call) -> Iterator[str]:
    """Yield what each step comes to; a place that somebody left who is gone is said with who has it now."""
    following = [*chain.steps[1:], chain.steps[0] if chain.closed else None]
    for step, after in zip(chain.steps, following, strict=True):
        if facts.gone("mentees", step.mentee) and step.after == NOBODY:
            if len(chain.steps) == 1 and not facts.gone("mentors", step.before):
                yield f"nobody else has the place with {call('mentors', step.before)} yet"
            continue
        mentee = call("mentees", step.mentee)
        if step.after == NOBODY:
            yield f"{mentee} has {'one mentor fewer' if facts.has(step.mentee) else 'nobody now'}"
        else:
            has = f"{mentee}{_lacking(step, facts)} has {call('mentors', step.after)}"
            yield f"{has}, {_place(step.after, after, facts, call)}"


def _place(mentor: str, after: Step | None, facts: Facts, call: Call) -> str:
    """Return whose place with a mentor it was."""
    if after is None:
        return _free(mentor, facts)
    whom = f"whom {call('mentees', after.mentee)} had"
    gone = facts.gone("mentees", after.mentee)
    if gone and after.after == NOBODY:
        return f"{whom}, who {gone}"
    return f"{whom} and cannot have any more" if (after.mentee, mentor) in facts.ended else whom


def _free(mentor: str, facts: Facts) -> str:
    if facts.is_new("mentors", mentor):
        return "who is newly on the lists"
    (was, now), (_, used) = facts.seats(mentor), facts.used(mentor)
    if not was:
        return "who can serve now"
    if used <= was:
        return "with whom a seat was free"
    return f"who has {_seats(now)} instead of {was}" if now > was else "with whom a seat is free now"


def _seats(count: int) -> str:
    return f"{count} seat{'' if count == 1 else 's'}"
