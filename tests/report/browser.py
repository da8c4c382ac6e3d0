"""Debian's Chromium, without a window: pictures, pages on paper, and scripts that use a page as people do."""

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="!!! Chromium is not installed: the report was NOT looked at in a browser"
)


def chromium(folder: Path, *arguments: object) -> str:
    """Run Chromium with a fresh profile in `folder` and return what it prints."""
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder / 'profile'}", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()


def told_by(page: Path, script: str, folder: Path, *options: str) -> Any:
    """Run `script` in a copy of `page`, under the page's own restrictions, and return what it tells.

    The script calls ``tell(value)`` once. The page's own script has run before it, if the page allows that.
    """
    script = (
        "const tell = (value) => { const told = document.createElement('pre'); told.id = 'told'; "
        "told.textContent = JSON.stringify(value); document.body.append(told); };\n" + script
    )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    text = page.read_text(encoding="utf-8")
    text = text.replace("script-src '", f"script-src 'sha256-{digest}' '", 1)
    copy = folder / "used.html"
    copy.write_text(text.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8")
    dom = chromium(folder, *options, "--dump-dom", copy.as_uri())
    found = re.search(r'<pre id="told">(.*?)</pre>', dom, re.DOTALL)
    assert found, "the script told nothing"
    return json.loads(html.unescape(found.group(1)))
