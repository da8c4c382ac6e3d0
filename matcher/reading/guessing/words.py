"""The words by which lists call their columns and sheets, and how titles are compared with them."""

import re
from collections.abc import Mapping
from functools import lru_cache

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

_EMPTY_WORDS = frozenset("a an the s t of your you do does please is are be has have will their this".split())  # noqa: SIM905 - reads better than as many strings

_SHORT = {
    "asst": "assistant", "assoc": "associate", "supt": "superintendent", "supts": "superintendent",
    "superintendents": "superintendent", "dir": "director", "directors": "director", "tech": "technology",
    "it": "technology", "sped": "special education", "curr": "curriculum", "coord": "coordinator", "mgr": "manager",
    "prin": "principal", "principals": "principal", "elem": "elementary", "hs": "high", "ms": "middle",
    "dist": "district", "districts": "district", "reg": "region", "yrs": "years", "yr": "year", "exp": "experience",
    "no": "number", "num": "number", "nr": "number", "tel": "phone", "telephone": "phone", "mobile": "phone",
    "max": "maximum", "min": "minimum", "cert": "certified", "certification": "certified", "certificate": "certified",
    "mentors": "mentor", "mentees": "mentee", "protege": "mentee", "proteges": "mentee", "protégé": "mentee",
    "protégés": "mentee", "mn": "state", "wa": "state", "minnesota": "state", "washington": "state",
    "wishes": "wish", "admin": "administrator", "admins": "administrator", "1st": "first", "ed": "education",
    "wants": "want", "needs": "need", "emails": "email", "mails": "mail", "ctr": "center", "appl": "application",
}  # fmt: skip

_PERSON: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "full name", "person", "participant", "administrator", "administrator name", "who", "applicant"),
    "first_name": ("first", "first name", "given name", "fname", "forename"),
    "last_name": ("last", "last name", "surname", "family name", "lname"),
    "email": ("email", "mail", "email address", "work email", "contact email"),
    "phone": ("phone", "cell", "cell phone", "phone number", "contact number", "best phone"),
    "region": ("region", "area", "zone", "esd", "home region"),
    "component_group": (
        "title", "job title", "job", "position", "post", "component", "component group", "group", "level",
        "grade level", "school level", "superintendent job", "assignment", "kind administrator", "role",
    ),
    "role": ("role", "current role", "position", "current position", "job title", "post"),
    "district": ("district", "district name", "school district", "employer", "organization", "lea", "school system"),
    "district_id": ("district number", "district id", "isd", "isd number", "lea id", "district code"),
    "school": ("school", "school name", "building"),
    "membership": ("member", "membership", "member status", "membership status", "status", "retired", "active"),
    "meeting": ("meeting", "meeting preference", "format", "meeting format", "person or virtual", "how meet"),
    "latitude": ("lat", "latitude"),
    "longitude": ("lon", "lng", "long", "longitude"),
    "locale": ("locale", "setting", "urban rural", "community"),
    "district_size": ("enrollment", "students", "number students", "district size", "size", "enrolment"),
}  # fmt: skip

TITLES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "mentors": {
        **_PERSON,
        "name": (*_PERSON["name"], "mentor", "mentor name", "coach", "coach name", "veteran"),
        "mentor_id": ("id", "mentor id", "member number", "member id", "mentor number", "number"),
        "experience": (
            "other experience", "past roles", "former positions", "also been", "previous positions", "former roles",
            "past positions", "experience in", "practised in", "also experienced in", "other roles", "previous roles",
        ),
        "training": ("trained", "training", "mentor training", "training completed", "certified"),
        "certified_until": ("certified until", "certified expires", "certified through", "expires", "expiration"),
        "internship_start": ("internship start", "internship began", "internship"),
        "available_from": ("available from", "available after", "starting", "start date"),
        "available_until": ("available until", "available through", "end date", "until"),
        "capacity": (
            "how many", "maximum mentee", "number mentee", "how many mentee", "seats", "slots", "spots", "maximum",
            "capacity", "limit", "can take", "mentee", "openings", "will take",
        ),
        "min_mentees": ("minimum", "minimum mentee", "at least"),
        "years_experience": (
            "years", "years experience", "experience years", "years in post", "experience", "years served",
        ),
        "strengths": ("strengths", "expertise", "areas expertise", "good at", "specialties", "topics", "can help with"),
        "other_regions": (
            "ok outside region", "outside region", "other regions", "any region", "out region", "will travel",
            "other region", "cross region", "anywhere", "outside",
        ),
        "lent_to": ("lent to", "loaned to", "lend to", "on loan"),
        "avoided_mentees": ("not with", "avoid", "not match", "conflict", "conflicts", "not pair", "avoided"),
    },
    "mentees": {
        **_PERSON,
        "name": (
            *_PERSON["name"], "mentee", "mentee name", "new administrator", "new hire", "newcomer", "new principal",
            "new superintendent",
        ),
        "mentee_id": ("id", "mentee id", "member number", "member id", "mentee number", "number"),
        "category": ("category", "type", "kind", "mentee type"),
        "new_to_role": (
            "new to role", "new to position", "new to job", "first year", "new role", "first year in role",
            "year in role", "year in position", "new in role", "years in role", "year", "new to post",
        ),
        "new_to_state": ("new to state", "from out state", "out state", "first year in state", "new in state"),
        "special_application": ("special application", "application", "exception", "waiver", "special request"),
        "wants_mentor": ("want mentor", "would like mentor", "need mentor", "mentor wanted", "mentor yes"),
        "prefers": ("prefers", "preference", "matters more", "more important", "near or same job"),
        "requested_at": (
            "requested", "date requested", "request date", "timestamp", "submitted", "received", "completion time",
            "date", "date received", "requested on", "submission date", "start time", "date submitted",
        ),
        "urgent": ("urgent", "rush", "priority", "asap"),
        "urgent_reason": ("urgent reason", "reason", "why urgent"),
        "needs": (
            "need", "need help with", "help with", "topics", "goals", "growth areas", "focus areas", "want work on",
            "areas need", "wants help with", "want help with",
        ),
        "preferred_mentors": (
            "would like", "wish", "preferred", "preferred mentor", "requested mentor", "mentor requested",
            "mentor request", "mentor preference", "first choice", "choice", "mentor choice", "want", "mentor",
            "would like to work with", "asked for",
        ),
        "avoided_mentors": ("not with", "avoid", "not match", "conflict", "conflicts", "not pair", "avoided"),
        "mentors_needed": ("how many mentor", "number mentor", "mentor needed"),
    },
    "conflicts": {
        "mentor_id": ("mentor", "mentor name", "mentor id", "mentor email", "coach"),
        "mentee_id": ("mentee", "mentee name", "mentee id", "mentee email", "new administrator", "newcomer"),
        "kind": ("kind", "type", "reason", "why", "relationship", "conflict", "because"),
        "note": ("note", "notes", "comment", "comments", "remarks"),
    },
    "pairs": {
        "mentor_id": ("mentor", "mentor name", "mentor id", "mentor email", "coach"),
        "mentee_id": ("mentee", "mentee name", "mentee id", "mentee email", "new administrator", "newcomer"),
        "kind": ("kind", "type", "status", "state"),
    },
}  # fmt: skip
"""By table and column the phrases that stand for it, in the words that `words` gives."""

SHEETS: Mapping[str, tuple[str, ...]] = {
    "conflicts": (
        "conflict", "conflicts", "not match", "not pair", "avoid", "restrictions", "not together", "keep apart",
    ),
    "pairs": ("pair", "pairs", "matches", "matched", "teams", "continuing", "agreed", "partnerships", "confirmed"),
    "mentees": (
        "mentee", "new", "newcomers", "newcomer", "novice", "need mentor", "requests", "mentor requests", "first year",
        "new administrator", "new superintendent", "new principal", "want mentor", "new hires", "new leaders",
    ),
    "mentors": ("mentor", "coaches", "coach", "veterans", "volunteers", "retirees", "available mentor"),
}  # fmt: skip
"""By table the phrases in a sheet's, a heading's or a file's name that stand for it."""


@lru_cache(maxsize=10_000)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a title, short forms written out, without those that say nothing."""
    spread = _CAMEL.sub(" ", text).replace("#", " number ").replace("&", " and ")
    spread = re.sub(r"\be[-\s]?mail", "email", spread, flags=re.IGNORECASE)
    spread = re.sub(r"\bT and L\b", "teaching and learning", spread)
    found: list[str] = []
    for word in _PARTS.findall(spread.casefold().replace("1st", "first")):
        found.extend(_SHORT.get(word, word).split())
    return tuple(word for word in found if word not in _EMPTY_WORDS) or tuple(found)


@lru_cache(maxsize=50_000)
def likeness(text: str, phrases: tuple[str, ...]) -> float:
    """Return how much `text` says one of `phrases`: 1 where it says just that, 0 where none is in it."""
    said = words(text)
    best = 0.0
    for phrase in phrases:
        wanted = words(phrase)
        if wanted == said:
            return 1.0
        if _contains(said, wanted):
            best = max(best, 0.5 + 0.4 * len(wanted) / len(said))
    return best


def _contains(said: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    size = len(wanted)
    return any(said[start : start + size] == wanted for start in range(len(said) - size + 1))
