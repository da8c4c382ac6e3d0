"""What the seasons of the programs look like."""

from collections.abc import Mapping
from dataclasses import replace

from matcher.sample.national import NATIONAL
from matcher.sample.places import MINNESOTA, WASHINGTON
from matcher.sample.program import Program, Side

PROGRAMS = ("masa", "awsp", "naesp", "national")

_MASA_ROLES = {
    "superintendent": {"superintendent": 1},
    "central_office": {"assistant_superintendent": 1, "director": 1},
    "curriculum": {"director": 1},
    "special_education": {"director": 1},
    "technology": {"director": 3, "coordinator": 1},
    "service_provider": {"director": 1},
}

_MASA = Program(
    state="MN",
    regions=MINNESOTA,
    mentees=Side(
        size=96,
        groups={
            "superintendent": 50,
            "central_office": 14,
            "curriculum": 15,
            "special_education": 10,
            "technology": 4,
            "service_provider": 7,
        },
        roles=_MASA_ROLES,
        membership={"active": 94, "pending": 3, "none": 3},
    ),
    mentors=Side(
        size=108,
        groups={
            "superintendent": 50,
            "central_office": 15,
            "curriculum": 7,
            "special_education": 17,
            "technology": 6,
            "service_provider": 5,
        },
        roles=_MASA_ROLES,
        membership={"active": 67, "retired": 27, "pending": 2, "none": 4},
    ),
    people_per_district=1.4,
    by_size=False,
    also={
        "superintendent": ("curriculum", "special_education", "central_office"),
        "central_office": ("technology", "curriculum"),
        "curriculum": ("technology", "special_education"),
        "special_education": ("curriculum",),
        "technology": ("central_office",),
        "service_provider": ("special_education",),
    },
    schools={},
    training={"trained": 65, "none": 25, "certified": 10},
    capacity={"1": 69, "2": 21, "3": 7, "0": 1, "": 2},
    lends=True,
)

_LEVELS = ("elementary", "middle", "high", "combined")


def _washington(mentees: int, mentors: int, training: Mapping[str, int]) -> Program:
    leaders = {"principal": 77, "assistant_principal": 23}
    newcomers = {"principal": 55, "assistant_principal": 45}
    return Program(
        state="WA",
        regions=WASHINGTON,
        mentees=Side(
            size=mentees,
            groups={"elementary": 52, "middle": 19, "high": 25, "combined": 4},
            roles=dict.fromkeys(_LEVELS, newcomers),
            membership={"active": 96, "pending": 1, "none": 3},
        ),
        mentors=Side(
            size=mentors,
            groups={"elementary": 53, "middle": 20, "high": 22, "combined": 5},
            roles=dict.fromkeys(_LEVELS, leaders),
            membership={"active": 68, "retired": 29, "pending": 1, "none": 2},
        ),
        people_per_district=2.8,
        by_size=True,
        also={"elementary": ("middle",), "middle": ("elementary", "high"), "high": ("middle",)},
        schools={
            "elementary": "Elementary School",
            "middle": "Middle School",
            "high": "High School",
            "combined": "School",
        },
        training=training,
        capacity={"1": 63, "2": 24, "3": 10, "0": 1, "": 2},
    )


SETTINGS: Mapping[str, Program] = {
    "masa": _MASA,
    "awsp": replace(
        _washington(267, 250, {"trained": 70, "certified": 14, "lii": 6, "none": 10}),
        urgent=True,
    ),
    "naesp": replace(
        _washington(264, 243, {"lii": 38, "intern": 17, "certified": 35, "none": 10}),
        styles=6,
        categories=True,
    ),
    "national": NATIONAL,
}
