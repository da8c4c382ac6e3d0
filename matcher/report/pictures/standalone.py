"""A drawing as a file of its own: one SVG that needs nothing else."""

from pathlib import Path

from matcher.report.page.drawing import INK, PAPER, patterns_svg
from matcher.report.single import write_single

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
    write_single(path, standalone(drawing).encode(), ".svg", "a picture is written as SVG")
