"""The report in a real browser: it shows, searches, sorts, turns pages and prints."""

import re
import unicodedata

import pytest
from browser import chromium, needs_chromium, told_by
from report_page import Tables, read_page
from season_fixtures import matcher_command

from matcher.sample import invent, write

pytestmark = needs_chromium

HELPERS = """
const table = (id) => document.getElementById(id);
const rows = (id) => [...table(id).tBodies[0].rows];
const seen = (id) => rows(id).filter((row) => row.getClientRects().length > 0);
const names = (id) => seen(id).map((row) => row.querySelector("b").textContent);
const box = (id) => table(id).parentElement.previousElementSibling.querySelector("input");
const status = (id) => table(id).parentElement.previousElementSibling.querySelector("[role=status]").textContent;
const search = (id, text) => { box(id).value = text; box(id).dispatchEvent(new Event("input", { bubbles: true })); };
const head = (id, title) => [...table(id).tHead.rows[0].cells].find((cell) => cell.textContent.startsWith(title));
const sort = (id, title) => head(id, title).querySelector("button").click();
const column = (id, title) => seen(id).map((row) => row.cells[head(id, title).cellIndex].textContent);
"""


def plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


@pytest.fixture
def use(result, tmp_path):
    """Run a script in the report of a small season and return what it tells."""
    return lambda script: told_by(result / "report.html", HELPERS + script, tmp_path)


def test_the_report_shows_and_its_own_script_runs(result, tmp_path):
    picture = tmp_path / "report.png"
    address = (result / "report.html").as_uri()
    chromium(tmp_path, "--window-size=1200,900", f"--screenshot={picture}", address)
    assert picture.stat().st_size > 20_000
    dom = chromium(tmp_path, "--dump-dom", address)
    assert len(re.findall("<tr", dom)) == len(read_page(result).all("tr"))
    assert dom.count('role="search"') == 2


def test_without_its_script_the_report_has_everything(result, tmp_path):
    page = result / "report.html"
    page.write_text(re.sub("<script>.*?</script>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL))
    told = told_by(
        page, HELPERS + "tell([seen('pairs-table').length, seen('unserved-table').length]);", tmp_path
    )
    tables = Tables(result)
    assert told == [len(tables.pairs), len(tables.unserved)]


def test_a_search_shows_the_rows_with_all_its_words_whatever_accents_and_case(use, result):
    tables = Tables(result)
    pair = next(row for row in tables.pairs if not tables.mentee[row["mentee_id"]]["name"].isascii())
    name = tables.mentee[pair["mentee_id"]]["name"]
    typed = f"{plain(name).upper()} {pair['mentor_id'].lower()}"
    told = use(f"search('pairs-table', {typed!r}); tell([names('pairs-table'), status('pairs-table')]);")
    assert told == [[name], f"1 of {len(tables.pairs)} rows shown"]


def test_an_empty_search_shows_every_row_again(use, result):
    script = """
    search('pairs-table', 'nobody is called so');
    const none = [seen('pairs-table').length, status('pairs-table')];
    search('pairs-table', '');
    tell([...none, seen('pairs-table').length]);
    """
    count = len(Tables(result).pairs)
    assert use(script) == [0, f"0 of {count} rows shown", count]


def test_names_are_sorted_up_and_down_and_the_head_says_so(use, result):
    told = use(
        """
        sort('pairs-table', 'Mentee');
        const up = [names('pairs-table'), head('pairs-table', 'Mentee').getAttribute('aria-sort')];
        sort('pairs-table', 'Mentee');
        tell([...up, names('pairs-table'), head('pairs-table', 'Mentee').getAttribute('aria-sort')]);
        """
    )
    up, ascending, down, descending = told
    assert (ascending, descending) == ("ascending", "descending")
    assert [plain(name)[0] for name in up] == sorted(plain(name)[0] for name in up)
    assert [plain(name)[0] for name in down] == sorted((plain(name)[0] for name in down), reverse=True)
    assert sorted(up) == sorted(down)


def test_numbers_are_sorted_as_numbers_and_a_search_stays(use, result):
    script = """
    search('pairs-table', 'MASA-9');
    sort('pairs-table', 'Fit');
    tell([column('pairs-table', 'Fit').map(parseFloat), status('pairs-table')]);
    """
    fits, said = use(script)
    tables = Tables(result)
    found = [row for row in tables.pairs if "MASA-9" in tables.regions(row)]
    assert fits == sorted(round(float(row["score"]), 2) for row in found)
    assert said.startswith(f"{len(found)} of ")


def test_only_one_head_is_the_one_sorted_by(use):
    script = """
    sort('kinds', 'Region'); sort('kinds', 'With');
    tell([...table('kinds').tHead.rows[0].cells].map((cell) => cell.getAttribute('aria-sort')).filter(Boolean));
    """
    assert use(script) == ["ascending"]


def test_heads_and_boxes_are_reached_with_the_keyboard_alone(use):
    script = """
    const buttons = [...document.querySelectorAll("thead button")];
    const reached = buttons.filter((button) => { button.focus(); return document.activeElement === button; });
    box('pairs-table').focus();
    tell([buttons.length, reached.length, document.activeElement === box('pairs-table'), buttons.every((b) => b.tabIndex === 0)]);
    """
    count, reached, box, ordinary = use(script)
    assert count == reached > 10
    assert box
    assert ordinary


def test_a_narrow_screen_is_not_wider_than_it_is(result, tmp_path):
    script = "tell([document.documentElement.scrollWidth, document.documentElement.clientWidth]);"
    wide, seen = told_by(result / "report.html", script, tmp_path, "--window-size=500,800")
    assert seen <= 500
    assert wide <= seen


def test_many_rows_are_cut_into_pages(tmp_path):
    write(invent("national", 1, mentees=600, mentors=500), tmp_path / "season")
    out = tmp_path / "out"
    done = matcher_command("run", "--policy", "national", "--roster", tmp_path / "season", "--out", out)
    assert done.exit_code == 0, done.output
    count = len(Tables(out).pairs)
    assert count > 400
    script = """
    const turn = (name) => {
      const tools = table('pairs-table').parentElement.previousElementSibling;
      const button = [...tools.querySelectorAll("button")].find((one) => one.textContent === name);
      const off = button.disabled;
      button.click();
      return [off, seen('pairs-table').length, status('pairs-table')];
    };
    const first = [seen('pairs-table').length, status('pairs-table')];
    const turns = ["Rows before", "Next rows", "Next rows", "Next rows"].map(turn);
    search('pairs-table', 'rural');
    search('pairs-table', '');
    tell([first, ...turns, [seen('pairs-table').length, status('pairs-table')]]);
    """
    first = [200, f"Rows 1 to 200 of {count} shown"]
    last = [count - 400, f"Rows 401 to {count} of {count} shown"]
    assert told_by(out / "report.html", HELPERS + script, tmp_path) == [
        first,
        [True, *first],
        [False, 200, f"Rows 201 to 400 of {count} shown"],
        [False, *last],
        [True, *last],
        first,
    ]


def test_the_paper_is_letter_paper(result, tmp_path):
    paper = tmp_path / "report.pdf"
    chromium(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={paper}", (result / "report.html").as_uri())
    boxes = {
        tuple(map(float, one.split())) for one in re.findall(rb"/MediaBox \[([\d. ]+)\]", paper.read_bytes())
    }
    assert {(round(right), round(top)) for _, _, right, top in boxes} == {(612, 792)}
