"""The people of one program and season: columns, texts, vocabularies, problems."""

from matcher.roster.problems import InputError, MatcherError, Problem
from matcher.roster.roster import Origin, Roster, numbers, texts
from matcher.roster.vocabulary import Vocabulary

__all__ = [
    "InputError",
    "MatcherError",
    "Origin",
    "Problem",
    "Roster",
    "Vocabulary",
    "numbers",
    "texts",
]
