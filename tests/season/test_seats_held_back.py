import datetime

import numpy as np
import pytest

from matcher.policy import HeldBack
from matcher.season.holding import UNLIMITED, Held

UNTIL = datetime.date(2026, 11, 1)
MEMBER = np.array([0, 0, 0, 1, 1])


def held(**said):
    rule = HeldBack(name="for later", by="region", until=UNTIL, **said)
    return Held(rule, ("North", "South"), MEMBER)


@pytest.mark.parametrize(
    ("said", "offered", "load", "room"),
    [
        ({"share": 0.5}, [2, 1, 1, 2, 1], [0, 0, 0, 0, 0], [2, 1]),
        ({"share": 0.5}, [2, 1, 1, 2, 1], [1, 1, 0, 3, 0], [0, 0]),
        ({"seats": 1}, [2, 1, 1, 2, 1], [1, 0, 0, 0, 0], [2, 2]),
        ({"seats": {"South": 9, "default": 2}}, [2, 1, 1, 2, 1], [0, 0, 0, 0, 0], [2, 0]),
        ({"seats": {"South": 1}}, [2, 1, 1, 2, 1], [4, 0, 0, 0, 0], [UNLIMITED, 2]),
        # Pairs that stand with somebody who offers no seat now leave the seats of the others alone.
        ({"share": 0.2}, [1, 1, 0, 0, 0], [0, 0, 2, 1, 0], [UNLIMITED, UNLIMITED]),
    ],
)
def test_seats_held_back_leave_room_for_the_other_seats_of_those_who_are_there(said, offered, load, room):
    assert held(**said).room(np.array(offered), np.array(load)).tolist() == room


def test_they_are_given_on_the_day_that_is_named():
    one = held(share=0.5)
    assert one.holds_on(np.datetime64("2026-10-31"))
    assert not one.holds_on(np.datetime64("2026-11-01"))
