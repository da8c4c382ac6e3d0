"""An invented national season: the regions of both states, for trying the program at any size."""

from matcher.sample.places import MINNESOTA, WASHINGTON
from matcher.sample.program import Program, Side

_LEADERS = {"principal": 77, "assistant_principal": 23}
_NEWCOMERS = {"principal": 55, "assistant_principal": 45}
_OFFICE = {
    "superintendent": {"superintendent": 1},
    "central_office": {"assistant_superintendent": 1, "director": 1},
    "special_education": {"director": 3, "coordinator": 1},
}
_LEVELS = ("elementary", "middle", "high")

NATIONAL = Program(
    state="US",
    regions=(*MINNESOTA, *WASHINGTON),
    mentees=Side(
        size=2000,
        groups={
            "superintendent": 10,
            "central_office": 8,
            "special_education": 6,
            "elementary": 46,
            "middle": 12,
            "high": 18,
        },
        roles={**_OFFICE, **dict.fromkeys(_LEVELS, _NEWCOMERS)},
        membership={"active": 95, "pending": 2, "none": 3},
    ),
    mentors=Side(
        size=1000,
        groups={
            "superintendent": 13,
            "central_office": 8,
            "special_education": 4,
            "elementary": 48,
            "middle": 10,
            "high": 17,
        },
        roles={**_OFFICE, **dict.fromkeys(_LEVELS, _LEADERS)},
        membership={"active": 70, "retired": 27, "pending": 1, "none": 2},
    ),
    people_per_district=8,
    by_size=True,
    also={
        "superintendent": ("elementary", "special_education", "central_office"),
        "central_office": ("special_education",),
        "special_education": ("central_office",),
        "elementary": ("middle",),
        "middle": ("elementary", "high"),
        "high": ("middle",),
    },
    schools={"elementary": "Elementary School", "middle": "Middle School", "high": "High School"},
    training={"trained": 70, "certified": 14, "none": 16},
    capacity={"1": 26, "2": 46, "3": 25, "0": 1, "": 2},
    mentors_per_area=77,
)
"""Areas of 77 mentors, of whom about 27 are of each mentee's group or have experience in it."""
