"""A season replayed: how often to run, and what to hold back."""

from matcher.season.answer import SeasonReplay
from matcher.season.batch import Standing, next_list
from matcher.season.everybody import Everybody
from matcher.season.replaying import replay_season
from matcher.season.rhythm import RHYTHMS

__all__ = ["RHYTHMS", "Everybody", "SeasonReplay", "Standing", "next_list", "replay_season"]
