"""A drawing as a file of its own: one SVG that needs nothing else."""

import os
import secrets
from pathlib import Path

from matcher.placing import write_synced
from matcher.report.page.drawing import INK, PAPER, patterns_svg
from matcher.roster import MatcherError

_STYLE = (
    f"svg{{font-family:system-ui,'Segoe UI',Roboto,Arial,sans-serif}}"
    f".labels text{{fill:{INK};font-size:13px;font-weight:600;stroke:{PAPER};stroke-width:3px;paint-order:stroke}}"
)


def standalone(drawing: str) -> str:
    """Return a drawing, as `matcher.report.page.drawing.picture` makes it, with what the page would give it."""
    head, content = drawing.split("</desc>", 1)
    head = head.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    ground = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
    return f"{head}</desc><style>{_STYLE}</style>{ground}{patterns_svg()}{content}\n"


def write_picture(drawing: str, path: Path) -> None:
    """Write a drawing as an SVG file, whole or not at all; it replaces one that is there.

    Raises
    ------
    MatcherError
        The file's name says that it is something else, or there is no such folder.
    """
    if path.suffix.lower() != ".svg":
        raise MatcherError(f"{path} must end with .svg: a picture is written as SVG.")
    if not path.parent.is_dir():
        raise MatcherError(f"There is no folder {path.parent} to write {path.name} into.")
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        write_synced(aside, standalone(drawing).encode(), private=False)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
