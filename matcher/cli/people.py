"""Who is meant by what stands in an option or a cell."""

from matcher.reading.cells import Fault
from matcher.reading.people import MANY, Directory
from matcher.reading.tables import TypedTable
from matcher.roster import Roster, texts
from matcher.roster.checked import nearest


class People:
    """Finds people of the lists by id, e-mail or name; where no lists are named, every id stands for itself."""

    def __init__(self, roster: Roster | None):
        self.are_known = roster is not None
        self._directories: dict[str, Directory] = {}
        self._ids: dict[str, list[str]] = {}
        if roster is None:
            return
        for column, name in (("mentee_id", "mentees"), ("mentor_id", "mentors")):
            frame = roster.table(name)
            self._directories[column] = Directory(TypedTable(name, roster.origins[name], frame))
            self._ids[column] = texts(frame, column).tolist()

    def find(self, column: str, text: str) -> str:
        """Return the id of who is meant.

        Raises
        ------
        Fault
            It is nobody's, or fits several.
        """
        if not text or not self.are_known:
            return text
        directory = self._directories[column]
        found = directory.find(text)
        if len(found) == 1:
            return found[0]
        if found:
            people = ", ".join(map(directory.described, found))
            raise Fault(
                f"'{text}' fits {len(found)} {directory.what}s: {people}.",
                "Write the id of the one who is meant.",
            )
        ids = self._ids[column]
        hint = directory.nearest(text).strip() or (nearest(text, ids) if len(ids) <= MANY else "")
        raise Fault(f"There is no {directory.what} '{text}' on the lists.", hint)
