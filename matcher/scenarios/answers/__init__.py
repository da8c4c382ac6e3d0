"""Which answers to collect: what is not known of people and could change the list."""

from matcher.scenarios.answers.answer import Answers
from matcher.scenarios.answers.collecting import answers_to_collect

__all__ = ["Answers", "answers_to_collect"]
