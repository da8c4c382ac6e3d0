"""Until when certificates are valid, and which are to be renewed in the season."""

import numpy as np
import pandas as pd

from matcher.calendars.people import Mentors, cells, iso
from matcher.policy.people import Program
from matcher.roster import texts

COLUMNS = ["mentor_id", "name", "region", "until", "status", "mentees", "mentee_names"]
ENDED, DUE, VALID, UNKNOWN = "ended", "due", "valid", "unknown"


def certificates_table(people: Mentors, program: Program, day: np.datetime64) -> pd.DataFrame:
    """Return every certified mentor: `until`, and how the certificate stands on `day`.

    One whose last day is before `day` has ended; one that ends before the season's last day is due to be renewed.
    """
    certified = people.at_stage("certified")
    mentors = people.roster.mentors[certified]
    until = people.days("certified_until")[certified]
    status = np.select(
        [np.isnat(until), until < day, until < np.datetime64(program.ends)], [UNKNOWN, ENDED, DUE], VALID
    )
    ids = texts(mentors, "mentor_id")
    columns = {
        "mentor_id": ids,
        "name": texts(mentors, "name"),
        "region": texts(mentors, "region"),
        "until": iso(until),
        "status": status.astype(object),
        "mentees": cells(people.mentees(one) for one in ids),
        "mentee_names": cells(people.names(one) for one in ids),
    }
    return pd.DataFrame(columns, columns=COLUMNS)
