"""Every column of every table: its type, what an empty cell stands for, and what it means.

This is the one place that knows. Reading, the policy's checks, the guessed map and the reference page follow it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """How a column's cells are parsed and kept."""

    ID = "text that names one person"
    TEXT = "text"
    EMAIL = "an e-mail address"
    CODE = "a code"
    CODES = "a list of codes"
    CHOICE = "one of a fixed set"
    YES_NO = "yes or no"
    WHOLE = "a whole number"
    NUMBER = "a number"
    DATE = "a date"
    MOMENT = "a date and time"
    PEOPLE = "a list of people: ids, e-mails or names"
    TEXTS = "a list of texts"

    @property
    def is_list(self) -> bool:
        """Whether a cell can hold several values."""
        return self in (Kind.CODES, Kind.PEOPLE, Kind.TEXTS)


@dataclass(frozen=True, slots=True)
class Column:
    """One column that the tables may have.

    Parameters
    ----------
    vocabulary
        Name of the policy's ``[values]`` list that its codes come from.
    choices
        The values of a CHOICE column.
    also
        What yes and no (in any of their spellings) stand for in a CHOICE column where they are no choices.
    empty
        The canonical text that an empty cell stands for.
    at_least, at_most, above
        Bounds of numbers; `above` is exclusive.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    empty: str = ""
    vocabulary: str = ""
    choices: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None


Table = Mapping[str, Column]

MEMBERSHIPS = ("active", "retired", "pending", "none")
TRAININGS = ("none", "trained", "lii", "intern", "certified")
MEETINGS = ("in_person", "virtual", "either")
LOCALES = ("city", "suburb", "town", "rural")
CATEGORIES = ("novice", "newly_hired", "aspiring", "turnaround")
PAIR_KINDS = ("confirmed", "agreed", "proposed", "continuing", "lock", "block", "ended", "interrupted")
CONFLICT_KINDS = ("supervisor", "former_supervisor", "relative", "business", "declared", "past_mismatch")


def _table(*columns: Column) -> Table:
    return {column.name: column for column in columns}


def _person(role: str) -> tuple[Column, ...]:
    return (
        Column(
            f"{role}_id", Kind.ID, "Unique. Made from the e-mail, else from name and district, where missing."
        ),
        Column("name", Kind.TEXT, "First and last name.", required=True),
        Column("first_name", Kind.TEXT, "Joined with last_name where there is no name."),
        Column("last_name", Kind.TEXT, "Joined with first_name where there is no name."),
        Column("email", Kind.EMAIL, "Needed before an introduction."),
        Column("phone", Kind.TEXT, "Printed on call sheets."),
        Column("region", Kind.CODE, "Home region.", required=True, vocabulary="region"),
        Column(
            "component_group",
            Kind.CODES,
            "Professional groups or school levels, the main one first.",
            required=True,
            vocabulary="component_group",
        ),
        Column("role", Kind.TEXT, "Present post, or the last one of someone retired."),
        Column("district", Kind.TEXT, "Employer."),
        Column("district_id", Kind.TEXT, "The employer's number; compared where both people have one."),
        Column("school", Kind.TEXT, "School, where it is not the district itself."),
        Column(
            "membership", Kind.CHOICE, "Membership of the association.", empty="active", choices=MEMBERSHIPS
        ),
        Column("meeting", Kind.CHOICE, "How they would like to meet.", empty="either", choices=MEETINGS),
        Column("latitude", Kind.NUMBER, "Degrees north.", at_least=-90, at_most=90),
        Column("longitude", Kind.NUMBER, "Degrees east.", at_least=-180, at_most=180),
        Column("locale", Kind.CHOICE, "Kind of place of the district.", choices=LOCALES),
        Column("district_size", Kind.NUMBER, "Students of the district.", above=0),
    )


MENTORS: Table = _table(
    *_person("mentor"),
    Column(
        "experience",
        Kind.CODES,
        "Other groups that the mentor has practised in.",
        vocabulary="component_group",
    ),
    Column(
        "training",
        Kind.CHOICE,
        "trained: by the association; lii, intern, certified: NAESP's path.",
        empty="none",
        choices=TRAININGS,
    ),
    Column("certified_until", Kind.DATE, "Last day of the certificate."),
    Column("internship_start", Kind.DATE, "First day of the internship."),
    Column("available_from", Kind.DATE, "First day on which the mentor can serve."),
    Column("available_until", Kind.DATE, "Last day on which the mentor can serve."),
    Column("capacity", Kind.WHOLE, "Seats. Left empty: the policy's default.", at_least=0),
    Column("min_mentees", Kind.WHOLE, "Fewest mentees to be worth it.", empty="0", at_least=0),
    Column("years_experience", Kind.NUMBER, "Years in such posts.", at_least=0),
    Column("strengths", Kind.CODES, "Topics that the mentor is strong in.", vocabulary="topics"),
    Column("other_regions", Kind.YES_NO, "Willing to serve other regions.", empty="no"),
    Column(
        "lent_to", Kind.CODES, "Regions that the mentor is lent to by the home region.", vocabulary="region"
    ),
    Column("avoided_mentees", Kind.PEOPLE, "A conflict, confidential."),
    Column("avoided_districts", Kind.TEXTS, "A conflict, confidential."),
)

MENTEES: Table = _table(
    *_person("mentee"),
    Column("category", Kind.CHOICE, "NAESP's kinds of protégé.", choices=CATEGORIES),
    Column("new_to_role", Kind.YES_NO, "First year in the role.", empty="no"),
    Column("new_to_state", Kind.YES_NO, "First year in the role in this state.", empty="no"),
    Column(
        "special_application",
        Kind.CHOICE,
        "An application to be served although new to neither role nor state.",
        choices=("applied", "approved", "refused"),
        also=(("yes", "approved"), ("no", "")),
    ),
    Column(
        "wants_mentor",
        Kind.CHOICE,
        "Someone who said no is not eligible.",
        empty="yes",
        choices=("yes", "no", "not_asked"),
    ),
    Column("prefers", Kind.CHOICE, "What matters more; tiers may ask for it.", choices=("near", "same_job")),
    Column("requested_at", Kind.MOMENT, "When the request came in. Needed by policies that are first come."),
    Column("urgent", Kind.YES_NO, "Goes first; needs a reason.", empty="no"),
    Column("urgent_reason", Kind.TEXT, "Why someone goes first; listed in the summary."),
    Column("needs", Kind.CODES, "Topics that the mentee needs help with.", vocabulary="topics"),
    Column("preferred_mentors", Kind.PEOPLE, "Wishes, best first."),
    Column("avoided_mentors", Kind.PEOPLE, "A conflict, confidential."),
    Column("avoided_districts", Kind.TEXTS, "A conflict, confidential."),
    Column(
        "mentors_needed",
        Kind.WHOLE,
        "How many mentors the mentee needs.",
        empty="1",
        at_least=1,
        at_most=1000,
    ),
)

CONFLICTS: Table = _table(
    Column("mentor_id", Kind.ID, "The mentor.", required=True),
    Column("mentee_id", Kind.ID, "The mentee.", required=True),
    Column("kind", Kind.CHOICE, "Why the two must not be paired.", required=True, choices=CONFLICT_KINDS),
    Column("note", Kind.TEXT, "For the coordinator only."),
)

PAIRS: Table = _table(
    Column("mentor_id", Kind.ID, "The mentor.", required=True),
    Column("mentee_id", Kind.ID, "The mentee.", required=True),
    Column(
        "kind",
        Kind.CHOICE,
        "confirmed: stands, whatever the rules say now; agreed: both chose each other, is kept, and needs no kind of "
        "match; proposed: from an earlier run; continuing: goes on informally, without a seat; lock: must be in the list, "
        "and keep every rule; block: must not be in the list; ended: stood in this season, and is not made again; interrupted: stood, until one of the two withdrew or left, and may be made again.",
        required=True,
        choices=PAIR_KINDS,
    ),
)

OUTCOMES: Table = _table(
    Column("season", Kind.TEXT, "The past season.", required=True),
    Column("mentor_id", Kind.ID, "The mentor.", required=True),
    Column("mentee_id", Kind.ID, "The mentee.", required=True),
    Column("mentee_rating", Kind.NUMBER, "What the mentee said, 1 to 5.", at_least=1, at_most=5),
    Column("mentor_rating", Kind.NUMBER, "What the mentor said, 1 to 5.", at_least=1, at_most=5),
    Column("contact_hours", Kind.NUMBER, "Hours together.", at_least=0),
    Column("target_hours", Kind.NUMBER, "Hours hoped for.", above=0),
    Column("continued", Kind.YES_NO, "Went on after the season."),
    Column("ended_early", Kind.YES_NO, "Ended before the season did."),
    Column("in_post_next_fall", Kind.YES_NO, "The mentee was in post the next fall."),
)

TABLES: Mapping[str, Table] = {
    "mentors": MENTORS,
    "mentees": MENTEES,
    "conflicts": CONFLICTS,
    "pairs": PAIRS,
    "outcomes": OUTCOMES,
}

STYLE_PREFIX = "style_"
"""Columns with this prefix are working-style answers; those that stand in both tables are compared."""


def style_column(name: str) -> Column:
    """Return the column of one working-style answer."""
    return Column(name, Kind.NUMBER, "A working-style answer, 1 to 5.", at_least=1, at_most=5)


def column_of(table: str, name: str) -> Column | None:
    """Return the column `name` of `table`, working-style answers included, or None."""
    found = TABLES[table].get(name)
    if found is None and table in ("mentors", "mentees") and name.startswith(STYLE_PREFIX):
        return style_column(name) if len(name) > len(STYLE_PREFIX) else None
    return found
