"""Coding in the page, in a real browser: whole sessions by keyboard, and what must not be lost."""

import csv
import json
import threading
from html import escape

import pytest
from click.testing import CliRunner

from crossframe.cli.main import main
from crossframe.coding.adjudication import apply_adjudication, read_adjudicated
from crossframe.coding.checks import SHEET_COLUMNS, protected
from crossframe.coding.coders import Coding
from crossframe.coding.codings import write_coding
from crossframe.coding.in_place import CoderFiles, found_task, sheet_task
from crossframe.coding.sheets import codesheet, read_codesheet, sheet_text, write_codesheet
from crossframe.comparison import compare
from crossframe.corpus.articles import Article
from crossframe.reader.page import render_reader
from crossframe.reader.serving import PageServer
from crossframe.stance.codebook import Actor, Codebook, Theme

SECONDS = 120  # for what takes none: the machine may be slow
PAGES = (
    ("dial", "The Sun Dial", "Mayor Lund says the old harbour must close\nMayor Ada Lund said the old harbour must close by Friday. “The old harbour is a danger to us all,” she said.\nThe council meets on Friday. A grant would pay for a new quay, Lund argued."),
    ("bell", "Bell & Co", "Old harbour should stay open, dockers say\nDockers argued that the old harbour should stay open. Lund called the harbour “a danger to us all” on Tuesday.\nRain is likely."),
)  # fmt: skip
BOOK = Codebook(
    "Harbour",
    (),
    (
        Theme("closing", "Closing the harbour", "The harbour should close.", ("harbour", "close*")),
        Theme("grant", "A grant", "The state should pay for a new quay.", ("grant",)),
    ),
    (Actor("lund", "Ada Lund", ("Mayor Lund", "Lund")), Actor("dockers", "the dockers", ())),
)
TAGS = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
HOSTILE = [
    Article("=a b", TAGS, f"Bridge opens {TAGS}\n=1+1 is the bridge, \x00Lund said {TAGS}\u202e of it.\nThe bridge 😀 “𝒳” is open."),
    Article("2013-05-01", "Two\u202eevil", "The bridge opens\nThe bridge, “it; is”, open\u00a0to all.\nNobody came."),
]  # fmt: skip
HOSTILE_BOOK = Codebook(TAGS, (), (Theme("<t>", TAGS, f"{TAGS}\u202e", ("bridge",)), Theme("=t", "T" * 90, "T.", ("nobody",))), (Actor("<lund>", TAGS, ("Lund",)),))  # fmt: skip


class Made:
    """Articles that are compared, and pages for coding in them."""

    def __init__(self, articles, codebook, folder):
        self.articles = [Article(*one) if isinstance(one, tuple) else one for one in articles]
        self.codebook, self.folder = codebook, folder
        self.tables = compare(self.articles, codebook=codebook)
        self.sentences, self.rules = self.tables["sentences"], self.tables["stance_rules"]

    def page(self, task=None):
        return render_reader(
            self.tables, self.articles, title="T", codebook=self.codebook, task=task
        )

    def file(self, task=None, name="reader.html"):
        path = self.folder / name
        path.write_text(self.page(task), "utf-8")
        return f"{path.as_uri()}#code"


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    return Made(PAGES, BOOK, tmp_path_factory.mktemp("harbour"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return Made(HOSTILE, HOSTILE_BOOK, tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def served(harbour, tmp_path):
    """Serve the page; what was started is ended."""
    running = []

    def serve(task=None, *, port=0, made=harbour):
        task = (task or found_task(made.rules, made.codebook))._replace(saves=True)
        files = CoderFiles(tmp_path, task.name, made.codebook, made.sentences, None, {})
        server = PageServer(made.page(task), files, port=port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.append((server, thread))
        return server

    yield serve
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def people(browser):
    """Browsers of people; afterwards nothing may stand in a console or have left the page."""
    contexts, complaints, requests = [], [], []

    def come(*, width=1440, height=900, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        context.set_default_timeout(SECONDS * 1000)
        contexts.append(context)

        def opened(address):
            page = context.new_page()
            page.allowed = []
            page.on("console", lambda m: complaints.append(m.text) if not page.allowed else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("dialog", lambda dialog: complaints.append(dialog.message))
            page.on("request", lambda request: requests.append((address, request.url)))
            page.goto(address)
            return page

        return opened

    yield come
    for context in contexts:
        context.close()
    assert complaints == []
    for address, url in requests:
        own = address.partition("#")[0]
        assert url.startswith((own, "blob:")), url


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def begin(page, name):
    page.wait_for_function("document.activeElement.id === 'code-coder'")
    page.keyboard.type(name)
    press(page, "Enter")
    page.locator("#code-desk").wait_for()


def text(page, name):
    return page.locator(f"#code-{name}").inner_text()


def download(page, folder, name="sheet.csv"):
    with page.expect_download() as given:
        page.click("#code-download")
    path = folder / name
    given.value.save_as(path)
    return path


def answers(path, made):
    rows = read_codesheet(path, made.codebook, made.sentences)
    columns = ["article", "sentence", "theme", "stance", "holder", "evidence", "note"]
    return [tuple(row) for row in rows[columns].itertuples(index=False)]


def saved(page):
    page.locator("#code-kept", has_text="Saved in").wait_for()


UNITS = [
    ("dial", 0, "closing"),
    ("dial", 1, "closing"),
    ("dial", 2, "closing"),
    ("dial", 4, "grant"),
    ("bell", 0, "closing"),
    ("bell", 1, "closing"),
    ("bell", 2, "closing"),
]


def test_a_whole_session_by_keyboard_with_a_reload_in_the_middle(people, harbour, tmp_path):
    page = people()(harbour.file())
    begin(page, "Ann")
    assert text(page, "progress") == "0 of 7 units coded"
    assert text(page, "theme") == "Closing the harbour"
    assert text(page, "asked") == "The harbour should close."
    press(page, "f", "2", "e")  # favor, Ada Lund, and the words "must close"
    press(page, *["ArrowRight"] * 6, "Shift+ArrowRight", "Enter")
    assert text(page, "evidence").strip("“”") == "must close"
    press(page, "Enter")
    press(page, "f", "h")  # a holder in the coder's own words
    page.keyboard.type("The  Mayor's office")
    press(page, "Enter", "c")
    page.keyboard.type("=SUM(A1), or not")
    press(page, "Escape", "Enter")
    assert text(page, "progress") == "2 of 7 units coded"
    press(page, "s")
    assert text(page, "progress") == "2 of 7 units coded, 1 skipped"
    press(page, "x")

    page.reload()
    begin(page, "Ann")
    assert text(page, "progress") == "3 of 7 units coded, 1 skipped"
    assert text(page, "theme") == "A grant"  # where it stood
    press(page, "u", "f", "2", "Enter")  # absent is undone
    press(page, "a", "3", "+", "n", "1", "[", "Enter")  # two holders in one unit
    press(page, "a", "Enter")
    assert text(page, "missing") == "Who holds it? A number, or h."
    assert page.evaluate("document.activeElement.id") == "code-holder"
    page.keyboard.type("dockers")
    press(page, "Enter", "Enter")
    press(page, "n", "Enter")
    assert text(page, "sentence").startswith("“The old harbour is a danger")  # what was skipped
    press(page, "x", "Enter")
    assert "All 7 units are coded" in text(page, "told")

    path = download(page, tmp_path)
    assert answers(path, harbour) == [
        ("dial", 0, "closing", "favor", "lund", "must close", ""),
        ("dial", 1, "closing", "favor", "the mayor's office", said(harbour, "dial", 1), "=SUM(A1), or not"),
        ("dial", 2, "closing", "absent", "", "", ""),
        ("dial", 4, "grant", "favor", "lund", said(harbour, "dial", 4), ""),
        ("bell", 0, "closing", "against", "dockers", said(harbour, "bell", 0), ""),
        ("bell", 0, "closing", "neither", "outlet", said(harbour, "bell", 0), ""),
        ("bell", 1, "closing", "against", "dockers", said(harbour, "bell", 1), ""),
        ("bell", 2, "closing", "neither", "outlet", said(harbour, "bell", 2), ""),
    ]  # fmt: skip


def said(made, article, sentence):
    rows = made.sentences.set_index(["article", "sentence"])["text"]
    return rows[article, sentence]


def test_several_articles_an_outlet_are_coded_one_after_the_other(people, tmp_path):
    again = [(f"{name}-{n}", outlet, text) for name, outlet, text in PAGES for n in (1, 2, 3)]
    made = Made(again, BOOK, tmp_path)
    page = people()(made.file())
    begin(page, "Ann")
    units = list(found_task(made.rules, BOOK).units.itertuples())
    assert len({unit.article for unit in units}) == 6
    for n, unit in enumerate(units, start=1):
        beside = page.locator("#code-article")
        texts = made.sentences[made.sentences["article"] == unit.article].set_index("sentence")[
            "text"
        ]
        assert text(page, "sentence") == texts[unit.sentence]
        assert beside.locator(".on").all_inner_texts() == [texts[unit.sentence]]
        assert beside.locator("h2").all_inner_texts() == [texts[0]]
        assert text(page, "place").endswith(f"unit {n} of {len(units)}")
        press(page, "n", "Enter")
    assert "coded." in text(page, "told")
    coded = answers(download(page, tmp_path), made)
    assert [row[:3] for row in coded] == [(one.article, one.sentence, one.theme) for one in units]


def test_the_sheet_is_what_python_would_write(people, harbour, tmp_path):
    sheet = codesheet(harbour.sentences, BOOK, harbour.rules, units=5)
    write_codesheet(sheet.assign(mood="good"), tmp_path / "drawn.csv")
    task = sheet_task(tmp_path / "drawn.csv", BOOK, harbour.sentences, harbour.rules)
    page = people()(harbour.file(task, "drawn.html"))
    begin(page, "Ann")
    for _ in range(len(sheet)):
        press(page, "a", "1", "Enter")
    path = download(page, tmp_path)
    expected = sheet.assign(stance="against", holder="outlet")
    assert path.read_bytes() == sheet_text(expected[[*SHEET_COLUMNS, "weight"]]).encode()


def test_a_sheet_made_by_machine_and_people_counts_as_adjudicated(people, harbour, tmp_path):
    coding = Coding(harbour.rules.assign(coded_by="llm"), {"coder": "llm"})
    write_coding(coding, harbour.sentences, BOOK, tmp_path / "llm.csv")
    task = sheet_task(tmp_path / "llm.csv", BOOK, harbour.sentences, harbour.rules)
    page = people()(harbour.file(task._replace(review=True), "review.html"))
    begin(page, "Ann")
    first = harbour.rules.iloc[0]
    assert BOOK.actors[0].name in text(page, "answered")
    assert first["holder"] == BOOK.actors[0].id
    press(page, "y", "x", "Enter")  # one confirmed, one corrected
    path = download(page, tmp_path)
    rows = read_adjudicated([path], BOOK, harbour.sentences)
    confirmed = rows.iloc[0][["stance", "holder", "evidence", "start", "end"]].tolist()
    assert confirmed == first[["stance", "holder", "evidence", "start", "end"]].tolist()
    assert rows.iloc[1]["stance"] == "absent"
    counted = apply_adjudication(harbour.rules, rows)
    assert (counted["coded_by"] == "adjudicated").sum() == 1


def test_the_second_coder_starts_blind_and_both_are_compared(people, served, harbour, tmp_path):
    server = served()
    come = people()
    page = come(f"{server.url}#code")
    begin(page, "Ann")
    for keys in ("f2", "f2", "n1", "f2", "a3", "a3", "f2"):
        press(page, *keys, "Enter")
    saved(page)
    page.click("#code-leave")
    begin(page, "Bo")  # on the same machine, in the same browser
    assert text(page, "progress") == "0 of 7 units coded"
    for keys in ("f2", "f2", "x", "f2", "a3", "a3", "f2"):
        assert page.locator("#code-answer input:checked").count() == 0
        assert page.input_value("#code-holder") == ""
        press(page, *keys, "Enter")
    saved(page)
    assert "Ann" not in page.content()

    files = [tmp_path / f"coded-{name}.csv" for name in ("ann", "bo")]
    result = CliRunner().invoke(main, ["agreement", *map(str, files), "--json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.output)
    overall = told["agreement"][0]
    assert (overall["coders"], overall["units"]) == ("coded-ann, coded-bo", 7)
    assert overall["agreement"] == pytest.approx(6 / 7)
    unsettled = tmp_path / "unsettled.csv"
    arguments = [*map(str, files), "--disagreements", str(unsettled), "--agreed", str(tmp_path / "agreed.csv")]  # fmt: skip
    assert CliRunner().invoke(main, ["agreement", *arguments]).exit_code == 0
    task = sheet_task(unsettled, BOOK, harbour.sentences, harbour.rules)
    page = come(harbour.file(task._replace(review=True), "settle.html"))
    begin(page, "Lee")
    assert text(page, "progress") == "0 of 1 unit coded"
    assert "coded-ann: neither" in text(page, "answered")
    assert "coded-bo: absent" in text(page, "answered")
    (differing,) = told["disagreements"]
    assert (differing["coded-ann stance"], differing["coded-bo stance"]) == ("neither", "absent")


def test_codes_go_on_from_the_file_in_another_browser(people, served, harbour, tmp_path):
    server = served()
    page = people()(f"{server.url}#code")
    begin(page, "Ann")
    press(page, "f", "2", "Enter", "c")
    page.keyboard.type("ask Bo")
    press(page, "Escape", "s")
    saved(page)
    made = json.loads((tmp_path / "coded-ann.json").read_text("utf-8"))
    assert (made["rows"], made["complete"]) == (1, False)

    page = people()(f"{server.url}#code")
    begin(page, "Ann")
    assert text(page, "progress") == "1 of 7 units coded, 1 skipped"
    press(page, "k")
    assert page.is_checked("input[value=favor]")
    assert page.input_value("#code-holder") == "Ada Lund"
    press(page, "j")
    assert page.input_value("#code-note") == "ask Bo"


def test_a_file_changed_elsewhere_is_asked_about(people, served, harbour, tmp_path):
    server = served()
    one, other = people()(f"{server.url}#code"), people()(f"{server.url}#code")
    begin(one, "Ann")
    begin(other, "Ann")
    press(one, "f", "2", "Enter", "x", "Enter")
    saved(one)
    other.allowed.append("409")
    press(other, "a", "3", "Enter", "j", "n", "Enter")  # the first differs, the third is new
    other.locator("#code-choices button").first.wait_for()
    assert "other codes for 1 unit" in text(other, "told")
    other.get_by_role("button", name="Those of the file").click()
    saved(other)
    path = tmp_path / "coded-ann.csv"
    assert [row[:5] for row in answers(path, harbour)] == [
        ("dial", 0, "closing", "favor", "lund"),
        ("dial", 1, "closing", "absent", ""),
        ("dial", 2, "closing", "neither", "outlet"),
    ]
    press(other, "u")
    other.wait_for_function("document.querySelector('#code-holder').value === 'the dockers'")


def test_a_second_tab_is_told_and_nothing_is_lost(people, harbour, tmp_path):
    come = people()
    address = harbour.file(name="tabs.html")
    first = come(address)
    begin(first, "Ann")
    press(first, "f", "2", "Enter")
    second = come(address)
    begin(second, "Ann")
    assert text(second, "progress") == "1 of 7 units coded"
    first.locator("#code-notice").wait_for()
    assert "another tab" in text(first, "told")
    second.locator("#code-notice").wait_for()
    assert "the other tab rests" in text(second, "told")
    first.bring_to_front()
    press(first, "x")  # does nothing
    assert first.is_disabled("#code-load")
    second.bring_to_front()
    press(second, "x", "Enter")
    first.bring_to_front()
    first.get_by_role("button", name="Code here").click()
    assert text(first, "progress") == "2 of 7 units coded"
    second.locator("#code-notice", has_text="opened in another tab").wait_for()
    press(first, "n", "Enter")
    stances = [row[3] for row in answers(download(first, tmp_path), harbour)]
    assert stances == ["favor", "absent", "neither"]


def test_when_the_server_ends_codes_stay_and_are_saved_later(people, served, harbour, tmp_path):
    server = served()
    come = people()
    page = come(f"{server.url}#code")
    begin(page, "Ann")
    press(page, "f", "2", "Enter")
    saved(page)
    server.shutdown()
    server.server_close()
    page.allowed.append("connection refused")
    press(page, "x", "Enter")
    page.locator("#code-kept", has_text="no longer answers").wait_for()
    page.close()
    again = served(port=server.server_port)
    page = come(f"{again.url}#code")
    begin(page, "Ann")
    saved(page)
    assert [row[3] for row in answers(tmp_path / "coded-ann.csv", harbour)] == ["favor", "absent"]


def test_everything_can_be_undone_also_after_a_reload(people, harbour):
    page = people()(harbour.file(name="undo.html"))
    begin(page, "Ann")
    press(page, "f", "2", "c")
    page.keyboard.type("first thought")  # one step
    press(page, "Escape", "+", "a", "3", "Enter", "x", "s")
    page.reload()
    begin(page, "Ann")
    states = []
    while page.is_enabled("#code-undo"):
        press(page, "u")
        states.append(text(page, "progress"))
    assert len(states) == 8
    assert states[-1] == "0 of 7 units coded"
    assert page.input_value("#code-note") == ""
    assert page.locator("#code-answer input:checked").count() == 0


def drag(page, start, end):
    """Select characters of the sentence with the mouse."""
    place = """(at) => {
      const range = new Range();
      range.setStart(document.querySelector("#code-sentence").firstChild, at);
      range.collapse(true);
      const box = range.getBoundingClientRect();
      return [box.x, box.y + box.height / 2];
    }"""
    page.mouse.move(*page.evaluate(place, start))
    page.mouse.down()
    page.mouse.move(*page.evaluate(place, end), steps=4)
    page.mouse.up()
    page.wait_for_function("!getSelection().isCollapsed")
    page.evaluate("new Promise(requestAnimationFrame)")


def test_evidence_by_selecting_words_with_the_mouse(people, harbour, tmp_path):
    page = people()(harbour.file(name="mouse.html"))
    begin(page, "Ann")
    press(page, "f", "2")
    drag(page, 15, 27)  # with the spaces around
    assert text(page, "evidence").strip("“”") == "the old har"
    drag(page, 0, 10)
    press(page, "h")  # the words that are selected are the holder
    assert page.input_value("#code-holder") == "Ada Lund"
    assert text(page, "evidence").strip("“”") == "the old har"
    page.click("#code-unmark")
    assert text(page, "evidence") == "the whole sentence"


def test_another_theme_of_a_sentence_is_a_unit_more(people, harbour, tmp_path):
    page = people()(harbour.file(name="theme.html"))
    begin(page, "Ann")
    press(page, "t", "ArrowDown", "Enter")
    page.wait_for_function("document.querySelector('#code-theme').innerText === 'A grant'")
    assert text(page, "progress") == "0 of 8 units coded"
    press(page, "x", "Enter")
    assert text(page, "theme") == "Closing the harbour"
    assert answers(download(page, tmp_path), harbour) == [
        ("dial", 0, "grant", "absent", "", "", "")
    ]


def test_a_click_in_the_article_goes_to_the_unit_of_the_sentence_or_makes_one(people, harbour):
    page = people()(harbour.file(name="click.html"))
    begin(page, "Ann")
    page.click('#code-article [data-s="2"]')
    assert "sentence 2, unit 3 of 7" in text(page, "place")
    page.click('#code-article [data-s="3"]')
    page.get_by_role("button", name="Code it too").click()
    assert "sentence 3, unit 4 of 8" in text(page, "place")


def test_the_machine_is_silent_until_it_is_asked(people, harbour):
    page = people()(harbour.file(name="machine.html"))
    begin(page, "Ann")
    assert not page.is_visible("#code-answered")
    press(page, "y")  # not shown, so not taken
    assert text(page, "progress") == "0 of 7 units coded"
    press(page, "m")
    assert "favor" in text(page, "answered")
    press(page, "y")
    assert text(page, "progress") == "1 of 7 units coded"
    assert not page.is_visible("#code-answered")


def test_a_downloaded_sheet_is_loaded_again(people, harbour, tmp_path):
    page = people()(harbour.file(name="load.html"))
    begin(page, "Ann")
    press(page, "f", "2", "Enter", "a", "h")
    page.keyboard.type('a "friend", or; two')
    press(page, "Enter", "Enter")
    path = download(page, tmp_path)
    rows = path.read_text("utf-8-sig")
    other = people()(harbour.file(name="load.html"))
    begin(other, "Ann")
    press(other, "n", "Enter")
    other.set_input_files("#code-load", path)
    other.locator("#code-choices button").first.wait_for()
    other.get_by_role("button", name="Those of the file").click()
    assert text(other, "progress") == "2 of 7 units coded"
    assert download(other, tmp_path, "again.csv").read_text("utf-8-sig") == rows
    (tmp_path / "no.csv").write_text("a,b\n1,2\n", "utf-8")
    other.set_input_files("#code-load", tmp_path / "no.csv")
    other.locator("#code-told", has_text="is no coding sheet").wait_for()


def test_hostile_text_in_every_field_is_text(people, hostile, tmp_path):
    page = people()(hostile.file())
    begin(page, TAGS)
    units = hostile.rules.drop_duplicates(["article", "sentence", "theme"])
    for number in range(len(units)):
        press(page, "f", "h")
        page.keyboard.insert_text([TAGS, "@cmd", "=1+1", "\t+2", "2013-05-01"][number % 5])
        press(page, "Escape", "c")
        page.keyboard.insert_text(
            [f"=cmd|' /C calc'!A0\n{TAGS}", '"; DROP', "'-1", "\ud83d", "1e5"][number % 5]
        )
        press(page, "Escape", "e", "Shift+End", "Enter", "m", "Enter")
    assert page.locator("#code img, #code script").count() == 0
    assert page.locator("script").count() == 2
    path = download(page, tmp_path)
    rows = answers(path, hostile)
    assert len(rows) == len(units)
    assert {row[5] for row in rows} <= {
        said(hostile, *row[:2])[:n] for row in rows for n in range(300)
    }
    holders = ["<lund>", "@cmd", "=1+1", "+2", "2013-05-01"]
    assert [row[4] for row in rows] == [holders[n % 5] for n in range(len(units))]
    assert rows[0][6] == f"=cmd|' /C calc'!A0\n{TAGS}"
    for line in path.read_text("utf-8-sig").replace('"', "").splitlines():
        assert not any(cell.startswith(("=", "@", "+")) for cell in line.split(","))


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1000, "dark"), (360, "light")])
@pytest.mark.parametrize("case", ["harbour", "hostile"])
def test_axe_finds_no_serious_violation_and_nothing_is_too_wide(
    people, request, case, width, scheme
):
    from axe_playwright_python.sync_playwright import Axe

    made = request.getfixturevalue(case)
    page = people(width=width, color_scheme=scheme)(made.file())

    def serious():
        found = Axe().run(page).response["violations"]
        return [
            (one["id"], [node["html"][:120] for node in one["nodes"]][:5])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]

    assert serious() == []
    begin(page, "Ann")
    press(page, "f", "2", "m", "+", "a", "h")
    page.keyboard.type("x" * 200)
    press(page, "Escape", "e", "Shift+End")
    assert serious() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    press(page, "Enter", "?")
    assert serious() == []
    low = """[...document.querySelectorAll("#code button, #code select, #code input:not([type=radio]):not([type=file])")]
      .map((one) => one.getBoundingClientRect()).filter((box) => box.width && box.height < 24).length"""
    assert page.evaluate(low) == 0


def test_a_review_of_hostile_codes_is_text_and_has_no_serious_violation(people, hostile):
    from axe_playwright_python.sync_playwright import Axe

    task = found_task(hostile.rules, hostile.codebook)
    rows = task.proposed.assign(holder=TAGS, coded_by=TAGS, ground="unstated")
    others = [[[TAGS, "favor", TAGS, TAGS]] for _ in range(len(task.units))]
    asked = task._replace(review=True, proposed=rows, others=others, coder="Ann")
    page = people()(hostile.file(asked, name="review.html"))
    page.locator("#code-desk").wait_for()
    answered = page.locator("#code-answered").inner_text()
    assert "unstated: the theme is only named" in answered
    assert answered.count("onerror=alert") >= 4
    assert page.locator("#code img").count() == 0
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_single_keys_can_be_switched_off(people, harbour):
    page = people()(harbour.file(name="keys.html"))
    begin(page, "Ann")
    press(page, "?")
    page.uncheck("#code-single")
    press(page, "Escape", "x", "u")
    assert page.locator("#code-answer input:checked").count() == 0
    page.reload()
    begin(page, "Ann")
    press(page, "x")
    assert page.locator("#code-answer input:checked").count() == 0
    page.click("#code-how")
    page.check("#code-single")
    press(page, "Escape", "x")
    assert page.is_checked("input[value=absent]")


CELLS = [
    "=1+1", "'=1", "''x", "'", "'twas", "-", "-1", "+x", "@x", "＝x", "＋x", "＠x", "2013-05-01", "jan 5", "5-Jan-24",
    "JANUARY/5", "1e5", "1E5", "12:30", "1.5", "٣٤", "true", "False", "true story", "mayor 5", 'a "b"', '"', "a,b", "a;b",
    "a\tb", "a\nb", "a\r\nb", "a\rb", "'a,\"b", "😀", "\u202ex", "\u00a0x", "é", "{{x}}", "</script>", "null", "__proto__",
]  # fmt: skip


def test_every_cell_comes_out_of_the_browser_as_python_writes_and_reads_it(
    people, harbour, tmp_path
):
    address = harbour.file(name="cells.html")
    task = found_task(harbour.rules, BOOK)
    rows = [{"stance": "favor", "holder": f"h{place}", "evidence": "", "note": note} for place, note in enumerate(CELLS)]  # fmt: skip
    state = {"answers": {"0 0 0": {"rows": rows, "skipped": False}}}
    place = f"crossframe-coding:{task.digest(BOOK, harbour.sentences)}:ann"
    page = people()(address)
    page.evaluate(
        "([place, state]) => localStorage.setItem(place, state)", [place, json.dumps(state)]
    )
    begin(page, "Ann")
    path = download(page, tmp_path)
    assert [row[6] for row in answers(path, harbour)] == [note.strip() for note in CELLS]
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["note"] for row in csv.DictReader(file)] == [protected(note.strip()) for note in CELLS]  # fmt: skip


def test_in_a_frame_that_keeps_nothing_coding_does_not_begin(people, harbour):
    source = escape(harbour.page())
    path = harbour.folder / "frame.html"
    path.write_text(
        f'<iframe width="900" height="700" sandbox="allow-scripts" srcdoc="{source}"></iframe>',
        "utf-8",
    )
    frame = people()(path.as_uri()).frames[1]
    frame.click('.tabs a[href="#code"]')
    assert "Nothing can be kept here" in frame.locator("#code-refused").inner_text()
    assert frame.is_disabled("#code-begin")


def test_print_and_a_page_without_script_hold_no_coding(people, harbour):
    page = people(java_script_enabled=False)(harbour.file())
    assert page.locator("#code").is_hidden()
    assert page.locator('.tabs a[href="#code"]').is_hidden()
    page = people()(harbour.file())
    page.emulate_media(media="print")
    assert page.locator("#code").is_hidden()
