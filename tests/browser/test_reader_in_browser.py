"""The reader in a real browser."""

import re
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from crossframe.coding.adjudication import apply_adjudication
from crossframe.comparison import compare
from crossframe.corpus.articles import Article
from crossframe.overview import article_numbers
from crossframe.phrases.concordance import word_rates
from crossframe.reader.page import render_reader
from crossframe.stance.codebook import Actor, Codebook, Theme, load_codebook
from crossframe.text.words import count_words
from invented import OUTLETS, invented

SECONDS = 120  # for what takes none: the machine may be slow
HARBOUR = (
    ("dial", "The Sun Dial", "Mayor Lund says the old harbour must close\nMayor Ada Lund said the old harbour must close by Friday. “The old harbour is a danger to us all,” she said.\nThe council meets on Friday."),
    ("bell & <Co>", "Bell & <b>Co</b>", "Old harbour should stay open, dockers say\nDockers argued that the old harbour should stay open. Lund called the harbour “a danger to us all” on Tuesday.\nRain is likely."),
    ("post", "Evening Post", "Council to decide on harbour\nThe council will decide on Friday whether the old harbour must close. Mayor Ada Lund has asked for it.\nTickets for the ferry cost 12 crowns."),
)  # fmt: skip
TOLD = (
    "Mayor Ada Lund said on Tuesday that the old bridge over the river is open to everybody after years.\n"
    "The old bridge had been closed for two years after engineers found cracks in its piers last spring.\n"
)
BRIDGE = [
    Article("bakers", "Hill Herald", "Bakers win a prize for rye bread\nA bakery in the hills won the national prize for its rye bread."),
    Article("dial", "The Sun Dial", f"Mayor opens bridge\n{TOLD}Dockers had asked for it."),
    Article("bell", "Bell & Co", f"Old bridge is open again\n{TOLD}Shops near the bridge hope for guests."),
    Article("post", "Evening Post", "Bridge over the river opens after two years\nThe old bridge over the river opened on Tuesday, Mayor Ada Lund said.\nEngineers had found cracks in its piers."),
]  # fmt: skip
TAGS = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
ARABIC = "افتتحت رئيسة البلدية الجسر القديم فوق النهر"
HOSTILE = [
    Article("a b", TAGS, f"Bridge opens {TAGS}\n{TOLD}It is “a good {TAGS} bridge for us all,” Lund said.", url=TAGS),
    Article("a/b", f"Two\u202eevil {ARABIC}", f"{ARABIC}\n{TOLD}{ARABIC} the bridge “{ARABIC}” Lund said.", author=ARABIC),
    Article("<i>", "Unbroken" * 40, f"Bridge opens\n{TOLD}The crowd shouted “{'Hurrah' * 60}” and {'x' * 300} came.", date="2024-05-06"),
    Article("long", "The long name of an outlet " * 12, f"Bridge opens {'again and ' * 60}\n{TOLD}Nobody came.", url="https://example.org/" + "x" * 400),
]  # fmt: skip
CODEBOOK = Codebook(
    "Harbour",
    (),
    (
        Theme(
            "closing", "Closing the harbour", "The harbour should be closed.", ("harbour", "close*")
        ),
    ),
    (Actor("lund", "Ada Lund", ("Lund",)),),
)


@pytest.fixture(scope="module")
def two(project, tmp_path_factory):
    codebook = load_codebook(project.codebook)
    tables = compare(project.articles, codebook=codebook)
    path = tmp_path_factory.mktemp("two") / "reader.html"
    path.write_text(
        render_reader(tables, project.articles, title=project.title, codebook=codebook), "utf-8"
    )
    return path.as_uri(), tables


def written(folder, articles, *, title, codebook=None):
    """The address of a reader, and the tables in it."""
    tables = compare(articles, codebook=codebook)
    path = folder / "reader.html"
    path.write_text(render_reader(tables, articles, title=title, codebook=codebook), "utf-8")
    return path.as_uri(), tables


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    articles = [Article(*fields) for fields in HARBOUR]
    folder = tmp_path_factory.mktemp("three")
    return written(folder, articles, title="The harbour </title>", codebook=CODEBOOK)


@pytest.fixture(scope="module")
def eight(tmp_path_factory):
    articles = [
        Article(f"{name} {number}", outlet, text)
        for number in (1, 2)
        for name, outlet, text in HARBOUR
    ]
    articles += [
        Article(f"{one.id} {one.outlet}", one.outlet, one.text) for one in (BRIDGE[3], BRIDGE[1])
    ]
    return written(tmp_path_factory.mktemp("eight"), articles, title="Eight reports")


@pytest.fixture(scope="module")
def twelve(tmp_path_factory):
    """Twelve articles of three outlets, on four events."""
    folder = tmp_path_factory.mktemp("twelve")
    return written(folder, told(invented(4)), title="Four events")


def told(rows):
    """The articles of invented rows."""
    return [Article(row["id"], row["outlet"], f"{row['title']}\n{row['text']}", date=row["date"]) for row in rows]  # fmt: skip


@pytest.fixture(scope="module")
def bridge(tmp_path_factory):
    """Four articles without a codebook: one on another event, two that share copy."""
    return written(tmp_path_factory.mktemp("bridge"), BRIDGE, title="The old bridge")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    codebook = Codebook(TAGS, (), (Theme("<t>", TAGS, TAGS, ("bridge",)), Theme("t", "T" * 90, "T.", ("mayor",))), (Actor("lund", TAGS, ("Lund",)),))  # fmt: skip
    return written(tmp_path_factory.mktemp("hostile"), HOSTILE, title=TAGS, codebook=codebook)


@pytest.fixture
def visit(browser):
    """Open a page; afterwards nothing may stand in the console and no request may have left it."""
    contexts, complaints, requests, files = [], [], [], set()

    def opened(address, *, width=1440, height=900, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        context.set_default_timeout(SECONDS * 1000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        context.route("**/*", lambda route: (requests.append(route.request.url), route.continue_()))
        files.add(address.partition("#")[0])
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
    assert {url.partition("#")[0] for url in requests} == files


def shown(page, selector):
    return page.locator(selector).filter(visible=True).count()


def style(page, selector, name):
    return page.locator(selector).first.evaluate(
        "(element, name) => getComputedStyle(element).getPropertyValue(name)", name
    )


def test_both_articles_stand_side_by_side(visit, two):
    page = visit(two[0])
    left, right = page.locator("article").all()
    assert left.bounding_box()["x"] < right.bounding_box()["x"]
    assert left.bounding_box()["y"] == right.bounding_box()["y"]


@pytest.mark.parametrize(
    ("layer", "selector", "name"),
    [
        ("repeated", ".t .rp", "border-bottom-style"),
        ("shared", ".t .sp", "text-decoration-line"),
        ("speakers", ".t .said", "background-image"),
        ("themes", ".t .term", "border-bottom-style"),
        ("stance", ".t .favor", "background-image"),
    ],
)
def test_a_layer_marks_text_while_it_is_on(visit, two, layer, selector, name):
    page = visit(two[0])
    assert style(page, selector, name) == "none"
    page.check(f"#layer-{layer}")
    assert style(page, selector, name) != "none"
    page.uncheck(f"#layer-{layer}")
    assert style(page, selector, name) == "none"


def test_counterparts_and_theme_names_come_and_go(visit, two):
    page = visit(two[0])
    accepted = int(two[1]["alignment"]["accepted"].sum())
    assert shown(page, ".m") == 2 * accepted
    page.uncheck("#layer-links")
    assert shown(page, ".m") == shown(page, ".none") == 0
    assert shown(page, ".theme-name") == 0
    page.check("#layer-themes")
    themes = two[1]["stance"].drop_duplicates(["article", "sentence", "theme"])
    assert shown(page, ".theme-name") == len(themes)
    assert shown(page, ".tag .side") == 0
    page.check("#layer-stance")
    assert shown(page, ".tag .side") == len(two[1]["stance"])


def best_link(tables):
    accepted = tables["alignment"][tables["alignment"]["accepted"]]
    return accepted.sort_values("score", ascending=False).iloc[0]


def test_click_on_a_sentence_shows_its_counterparts(visit, two):
    page = visit(two[0])
    link = best_link(two[1])
    own, other = f"s-{link.article_a}-{link.sentence_a}", f"s-{link.article_b}-{link.sentence_b}"
    line = page.locator(f"#{own} .t").evaluate(
        "(t) => { const r = t.getClientRects()[0]; return [r.x, r.y]; }"
    )
    page.mouse.click(line[0] + 9, line[1] + 9)
    assert "on" in page.locator(f"#{own}").get_attribute("class")
    assert "peer" in page.locator(f"#{other}").get_attribute("class")
    assert page.locator("#note").is_visible()
    assert page.locator(f'#note .ref[href="#{other}"]').count() == 1
    assert page.url.endswith(f"#{own}")
    page.keyboard.press("Escape")
    assert not page.locator("#note").is_visible()
    assert page.locator(".on, .peer").count() == 0


def test_keyboard_reaches_a_sentence_and_brings_its_counterpart_into_view(visit, two):
    page = visit(two[0], width=1200, height=640)
    page.focus("#s-lords-press-7 .num")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.s').id") == "s-lords-press-8"
    page.keyboard.press("Enter")
    assert "on" in page.locator("#s-lords-press-8").get_attribute("class")
    top = page.locator("#note").bounding_box()["y"]
    for sentence in ("#s-lords-press-8", *(f"#{p}" for p in peers(page))):
        box = page.locator(sentence).bounding_box()
        assert box["y"] >= 0
        assert box["y"] < top
    assert page.evaluate("document.activeElement.closest('.s').id") == "s-lords-press-8"
    assert "Sentence A8" in page.locator("#status").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#note").is_visible()


def peers(page):
    return page.locator(".peer").evaluate_all("all => all.map((one) => one.id)")


def test_a_sentence_without_counterpart_shows_the_nearest(visit, two):
    page = visit(two[0])
    alignment = two[1]["alignment"]
    linked = set(alignment.loc[alignment["accepted"], "sentence_a"])
    alone = next(n for n in alignment["sentence_a"] if n not in linked)
    page.click(f"#s-lords-press-{alone} .num")
    assert page.locator(".peer").count() == 0
    assert "No counterpart found; the nearest" in page.locator("#note").inner_text()


def test_deep_link(visit, two):
    page = visit(f"{two[0]}#s-ceo-outlook-12", height=600)
    assert "on" in page.locator("#s-ceo-outlook-12").get_attribute("class")
    box = page.locator("#s-ceo-outlook-12").bounding_box()
    assert 0 <= box["y"] < page.locator("#note").bounding_box()["y"]


def test_deep_link_shows_an_article_that_is_not_one_of_the_first_two(visit, three):
    page = visit(f"{three[0]}#s-post-1")
    assert page.locator("#article-post").is_visible()
    assert page.locator("article").filter(visible=True).count() == 2


def test_every_number_shows_its_sentences_in_place(visit, two):
    page = visit(two[0])
    numbers = page.locator(".n").all()
    assert len(numbers) > 20
    for number in numbers:
        number.click()
        assert number.get_attribute("aria-expanded") == "true"
        sentences = {word.partition("@")[0] for word in number.get_attribute("data-e").split()}
        assert page.locator(".behind li").count() == len(sentences)
        number.click()
        assert page.locator(".behind").count() == 0


def test_marked_words_are_those_of_the_table(visit, two):
    page = visit(two[0])
    page.locator("tr", has_text="Times a phrase of its own is repeated").locator(".n").last.click()
    marked = page.locator(".behind mark").all_inner_texts()
    table = two[1]["phrase_occurrences"]
    assert sorted(marked) == sorted(table.loc[table["article"] == "ceo-outlook", "match"])


def test_every_panel_opens_on_its_number_and_leads_to_the_article(visit, two):
    page = visit(two[0])
    panels = page.locator("#findings details").all()
    assert len(panels) > 20
    for panel in panels:
        panel.locator("summary").click(position={"x": 30, "y": 12})
        assert panel.get_attribute("open") is not None
        panel.locator("summary").click(position={"x": 30, "y": 12})
    group = page.locator("#speakers summary [data-g]").first
    group.click()
    quotes = page.locator(f"#{group.get_attribute('data-g')} li")
    assert quotes.count() == int(group.locator(".figure").inner_text())
    target = quotes.first.locator(".ref").get_attribute("href")
    quotes.first.locator(".ref").click()
    assert "on" in page.locator(target).get_attribute("class")


def test_any_two_articles_or_all(visit, three):
    page = visit(three[0])
    assert page.locator("article").filter(visible=True).count() == 2
    page.select_option("#right", "2")
    names = page.locator("article").filter(visible=True).locator(".outlet").all_inner_texts()
    assert [name[-12:] for name in names] == ["The Sun Dial", "Evening Post"]
    assert shown(page, '.m[href^="#s-bell-co-"]') == 0
    page.select_option("#left", "2")
    names = page.locator("article").filter(visible=True).locator(".outlet").all_inner_texts()
    assert [name[-12:] for name in names] == ["Evening Post", "The Sun Dial"]
    page.click("#all")
    assert page.locator("article").filter(visible=True).count() == 3
    assert shown(page, '.m[href^="#s-bell-co-"]') > 0


def outlets(page):
    return page.locator("article").filter(visible=True).locator(".page > .outlet bdi").all_inner_texts()  # fmt: skip


def test_it_opens_with_two_articles_of_one_event(visit, bridge):
    page = visit(bridge[0])
    assert len(outlets(page)) == 2
    assert "Hill Herald" not in outlets(page)
    assert page.locator(".notice .alike").count() == 2
    assert not page.locator("#apart").is_visible()
    page.select_option("#left", "0")
    assert outlets(page)[0] == "Hill Herald"
    assert page.locator("#apart").is_visible()


def test_the_list_of_articles_puts_them_left_and_right(visit, bridge):
    page = visit(bridge[0])
    put = '[data-put="{}"][data-place="{}"]'.format
    page.click(put("left", 2))
    page.click(put("right", 1))
    assert outlets(page) == ["Bell & Co", "The Sun Dial"]
    page.click(put("left", 1))
    assert outlets(page) == ["The Sun Dial", "Bell & Co"]
    assert page.locator(put("left", 1)).get_attribute("aria-pressed") == "true"
    assert page.locator('[data-put][aria-pressed="true"]').count() == 2
    page.locator("#pair-0-3 summary").click()
    page.locator("#pair-0-3 button").click()
    assert outlets(page) == ["Hill Herald", "Evening Post"]
    page.click('[data-bring="1"]')
    assert "The Sun Dial" in outlets(page)


def test_shared_copy_is_marked_and_its_number_opens_in_the_article(visit, bridge):
    page = visit(bridge[0])
    page.select_option("#left", "1")
    assert style(page, "#article-dial .copy", "border-top-style") == "solid"
    page.uncheck("#layer-copy")
    assert style(page, "#article-dial .copy", "border-top-style") == "none"
    note = page.locator("#article-dial .copied")
    assert "Shared copy" in note.inner_text()
    note.locator(".n").click()
    assert page.locator("#article-dial .behind li").count() == 2


def test_suggested_themes_are_a_layer_and_panels(visit, bridge):
    page = visit(bridge[0])
    assert shown(page, ".theme-name") == 0
    page.check("#layer-themes")
    assert style(page, "article:not([hidden]) .t .term", "border-bottom-style") == "dashed"
    assert shown(page, ".theme-name") > 0
    page.locator("#suggested a").first.click()
    row = bridge[1]["suggested_themes"].iloc[0]
    assert shown(page, "#framing-1 .piece") == row["sentences"]


def test_stances_look_different_without_colour(visit, two):
    page = visit(two[0])
    page.check("#layer-stance")
    bands = {kind: style(page, f".key .{kind}", "background-image") for kind in ("favor", "against", "neither", "mixed")}  # fmt: skip
    assert len({re.sub(r"(rgb|color)\([^()]*\)", "", band) for band in bands.values()}) == 4
    assert style(page, ".t .favor:not(.against)", "background-image") == bands["favor"]
    page.check("#layer-speakers")
    assert style(page, ".t .said.favor:not(.against)", "background-image").count("gradient") == 2


def test_adjudicated_rows_are_marked(visit, project, tmp_path):
    codebook = load_codebook(project.codebook)
    tables = dict(compare(project.articles, codebook=codebook))
    decided = tables["stance"].head(1).assign(stance="against").drop(columns="coded_by")
    tables["stance"] = apply_adjudication(tables["stance"], decided)
    tables["article_numbers"] = article_numbers(tables, codebook)
    path = tmp_path / "reader.html"
    path.write_text(render_reader(tables, project.articles, title="T", codebook=codebook), "utf-8")
    page = visit(path.as_uri())
    page.check("#layer-stance")
    assert shown(page, ".by-hand") == 1
    page.locator(".s", has=page.locator(".by-hand")).locator(".num").click()
    assert "adjudicated by hand" in page.locator("#note").inner_text()


def test_keys_go_from_sentence_to_sentence_and_to_the_other_article(visit, two):
    page = visit(two[0])

    def on():
        return page.evaluate("document.activeElement.closest('.s').id")

    page.keyboard.press("j")
    assert on() == "s-lords-press-0"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert on() == "s-lords-press-1"
    page.keyboard.press("l")
    assert on().startswith("s-ceo-outlook-")
    links = two[1]["alignment"].query("accepted and sentence_a == 1")
    best = links[links["score"] == links["score"].max()]["sentence_b"]
    assert on() in {f"s-ceo-outlook-{sentence}" for sentence in best}
    page.keyboard.press("h")
    assert on().startswith("s-lords-press-")


@pytest.mark.parametrize("case", ["button", "browser"])
@pytest.mark.parametrize("size", [(360, 740), (1280, 900), (1440, 900)])
def test_a_link_that_was_followed_has_a_way_back(visit, two, size, case):
    page = visit(two[0], width=size[0], height=size[1])

    def back():
        if case == "button":
            page.click("#back")
        else:
            page.go_back()
        page.wait_for_function("document.querySelector('#note').hidden")

    page.locator("#shown .n").first.click()
    link = page.locator("#shown .behind .ref").last
    link.click()
    assert page.url.endswith(link.get_attribute("href"))
    back()
    assert link.is_visible()
    assert page.evaluate("document.activeElement.closest('.behind') !== null")
    assert "#" not in page.url
    page.click('.tabs a[href="#framing"]')
    link = page.locator("#framing .ref").nth(5)
    link.click()
    assert page.evaluate("document.body.dataset.view") == "text"
    back()
    assert link.is_visible()
    page.click("#framing-title")
    page.go_back()
    page.wait_for_function("document.body.dataset.view === 'text'")


def test_a_sentence_that_was_not_come_to_by_a_link_has_no_way_back(visit, two):
    page = visit(two[0])
    page.locator("#shown .n").first.click()
    page.locator("#shown .behind .ref").first.click()
    assert page.locator("#back").is_visible()
    page.keyboard.press("j")
    assert page.locator("#note").is_visible()
    assert not page.locator("#back").is_visible()


def test_a_sentence_with_a_counterpart_whose_statement_is_not_found(visit, two):
    page = visit(two[0])
    rows = two[1]["statements"]
    row = rows[(rows["carried"] == "not found") & (rows["counterparts"].map(len) > 0)].iloc[0]
    page.click(f"#s-{row['article']}-{row['first_sentence']} .num")
    alike = ", ".join(f"B{number}" for number in sorted(row["counterparts"]))
    said = f"statement not found in B (its sentence is like {alike})"
    assert said in page.locator("#note-facts").inner_text()
    assert said in page.locator("#speakers").text_content()
    page.click('.tabs a[href="#framing"]')
    cells = page.locator("#framing-statements td").all_inner_texts()
    assert any(f"statement not found; its sentence is like {alike}" in cell for cell in cells)


def test_the_note_goes_along_from_sentence_to_sentence(visit, two):
    page = visit(two[0])
    page.focus("#s-lords-press-2 .num")
    page.keyboard.press("Enter")
    assert page.locator("#note-title").inner_text().endswith("sentence 2")
    page.keyboard.press("j")
    assert page.locator("#note-title").inner_text().endswith("sentence 3")
    assert page.evaluate("document.activeElement.closest('.s').id") == "s-lords-press-3"
    assert page.locator(".on").count() == 1


def test_it_opens_with_findings_and_their_sentences(visit, two):
    page = visit(two[0])
    first = page.locator("#shown")
    assert first.bounding_box()["y"] < page.locator("article").first.bounding_box()["y"]
    assert first.locator("h2").inner_text() == "What the articles show"
    assert 5 <= first.locator(".shown > p").count() <= 8
    number = first.locator(".n").first
    number.click()
    assert first.locator(".behind li").count() >= 1
    number.click()
    assert first.locator(".behind").count() == 0
    assert not re.search(r"\b(favor|against)\b", first.locator(".shown").inner_text())


def test_a_number_of_a_finding_opens_exactly_its_words(visit, two):
    page = visit(two[0])
    for number in page.locator('#shown [data-v^="speakers:"]').all():
        number.click()
        marked = page.locator("#shown .behind mark").all_inner_texts()
        assert count_words(" ".join(marked)) == int(number.inner_text())


def framed(page):
    page.click('.tabs a[href="#framing"]')
    return page


def test_framing_shows_every_coded_row_beside_the_other_article(visit, two):
    page = framed(visit(two[0]))
    assert not page.locator("#text").is_visible()
    table = two[1]["framing"]
    assert shown(page, "#framing-themes .told") == len(table)
    row = page.locator("#framing-nato-membership")
    assert row.locator("th").inner_text().startswith("NATO membership")
    assert row.locator("td").nth(0).inner_text() == "not in this article"
    own = table[table["theme"] == "nato_membership"]
    assert row.locator("td").nth(1).locator(".piece").count() == own["sentence"].nunique()
    page.click('.tabs a[href="#text"]')
    assert page.locator("#text").is_visible()
    assert not page.locator("#framing").is_visible()


def test_a_piece_of_evidence_leads_to_its_sentence(visit, two):
    page = framed(visit(two[0]))
    ref = page.locator("#framing-themes .piece .ref").nth(3)
    target = ref.get_attribute("href")
    ref.click()
    assert page.locator("#text").is_visible()
    assert "on" in page.locator(target).get_attribute("class").split()


def test_framing_of_one_speaker_theme_and_kind(visit, two):
    page = framed(visit(two[0]))
    page.select_option("#framing-speaker", label="Kaja Kallas")
    table = two[1]["framing"]
    assert shown(page, "#framing-themes .told") == (table["holder"] == "kallas").sum()
    assert shown(page, "#framing-statements .speaker") == 1
    assert page.locator(".left-out").filter(visible=True).count() > 0
    page.select_option("#framing-kind", "in one only")
    kinds = page.locator("#framing-statements tr[data-k]").filter(visible=True)
    assert set(kinds.evaluate_all("all => all.map((one) => one.dataset.k)")) == {"in one only"}
    themes = page.locator("#framing-themes tbody tr").filter(visible=True)
    columns = table.groupby("theme")["article"].nunique()
    assert themes.count() == (columns == 1).sum() > 0
    assert all(
        len(row.query_selector_all("td:has(.piece)")) == 1 for row in themes.element_handles()
    )
    page.select_option("#framing-kind", "differing")
    assert not page.locator("#framing-themes").is_visible()
    page.select_option("#framing-kind", "")
    page.select_option("#framing-theme", label="Troop caps on Ukraine")
    assert shown(page, "#framing-themes tbody tr") == 1
    assert page.locator("#framing-count").inner_text().startswith("1 theme, ")
    for name in ("speaker", "kind", "theme"):
        page.select_option(f"#framing-{name}", "")
    assert shown(page, "#framing-themes .told") == len(table)
    assert page.locator(".left-out").count() == 0


def test_what_a_statement_loses_is_said_in_words(visit, tmp_path):
    address, tables = written(tmp_path, [
        Article("dial", "The Sun Dial", "Old harbour\n“The old harbour is a danger to us all and must close,” Ada Roe said."),
        Article("bell", "Bell & Co", "A danger\nAda Roe called the harbour “a danger to us all” on Monday."),
    ], title="The harbour")  # fmt: skip
    page = framed(visit(address))
    cut = set(tables["statements"]["cut"]) - {""}
    assert cut == {"The old harbour is … and must close"}
    row = page.locator("#framing-statements tr[data-k]")
    assert row.count() == 1
    assert row.get_attribute("data-k") == "differing"
    assert row.locator(".diff").inner_text() == f"Left out: {cut.pop()}"
    assert style(page, "#framing-statements del", "text-decoration-line") == "line-through"
    assert row.locator("td").nth(0).locator("mark").all_inner_texts() == ["harbour", "danger"]


def test_a_first_reading_is_hollow_and_called_unreviewed(visit, three):
    page = framed(visit(three[0]))
    told = page.locator("#framing-themes .told").all_inner_texts()
    assert told
    assert all("unreviewed, confidence" in one for one in told)
    assert not any(filled in one for one in told for filled in "▲▼●◆")
    alone = three[1]["stance"]["ground"].eq("unstated")
    assert 0 < alone.sum() < len(alone)
    assert sum("unstated: the theme is only named" in one for one in told) == alone.sum()
    note = page.locator("#framing .intro").inner_text()
    units = three[1]["stance"][alone].drop_duplicates(["article", "sentence", "theme"])
    assert f"{len(units)} unit" in note


def test_many_articles_have_a_column_an_outlet(visit, eight):
    page = framed(visit(eight[0]))
    heads = page.locator("#framing-themes thead th").all_inner_texts()
    assert len(heads) == 1 + 3
    assert [" ".join(head.split()) for head in heads[1:]] == ["The Sun Dial 3 articles", "Bell & <b>Co</b> 2 articles", "Evening Post 3 articles"]  # fmt: skip
    assert shown(page, "#framing-themes .piece") == eight[1]["suggested_themes"]["sentences"].sum()


def test_figures_and_events_can_be_filtered(visit, two):
    page = visit(two[0])
    relations = two[1]["conflicts"]["relation"]
    assert shown(page, ".conflict") == len(relations)
    page.select_option("#relation", relations.iloc[0])
    assert shown(page, ".conflict") == relations.eq(relations.iloc[0]).sum() < len(relations)
    page.select_option("#relation", "")
    assert shown(page, ".conflict") == len(relations)


def test_print_opens_what_is_folded_and_folds_it_again(visit, two):
    page = visit(two[0])
    folded = page.locator("details:not([open])").count()
    assert folded
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() == folded


def test_fingers_hit_what_can_be_pressed(visit, eight):
    page = visit(eight[0], width=360, height=740, has_touch=True)
    low = """[...document.querySelectorAll("button, select, summary, .n, aside nav a, .bar label")]
      .map((one) => one.getBoundingClientRect()).filter((box) => box.width && box.height < 24).length"""
    assert page.evaluate(low) == 0


def test_hostile_text_runs_nothing_and_turns_nothing_around(visit, hostile):
    page = visit(hostile[0])
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.click("#all")
    assert outlets(page)[0] == TAGS
    assert page.locator("article .page img, article .page script").count() == 0
    page.click("#s-a-b-2-1 .num")
    assert page.locator("#note").is_visible()
    title = page.locator("#note-title").inner_text()
    assert title.startswith("Two")
    assert title.endswith(", sentence 1")


def test_texts_with_tags_are_text(visit, three):
    page = visit(three[0])
    assert page.locator("#article-bell-co .outlet b").count() == 0
    assert "Bell & <b>Co</b>" in page.locator("#article-bell-co .outlet").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_system_and_the_switch(visit, two, scheme):
    page = visit(two[0], color_scheme=scheme)
    dark = "rgb(24, 23, 21)"
    assert (style(page, "body", "background-color") == dark) == (scheme == "dark")
    page.check("#colours-dark", force=True)
    assert style(page, "body", "background-color") == dark
    page.reload()
    assert style(page, "body", "background-color") == dark
    page.check("#colours-light", force=True)
    assert style(page, "body", "background-color") != dark


@pytest.mark.parametrize("width", [360, 768, 1200, 1920])
@pytest.mark.parametrize("case", ["two", "three", "eight", "twelve", "hostile"])
def test_nothing_is_wider_than_the_window(visit, request, case, width):
    page = visit(request.getfixturevalue(case)[0], width=width, height=900)
    for layer in page.locator(".layers input").all():
        layer.check()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for tab in page.locator(".tabs a").all():
        tab.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click('.tabs a[href="#text"]')
    if case != "hostile":
        assert page.evaluate("Math.max(...[...document.querySelectorAll('summary .title')].map((one) => one.offsetHeight))") < 120  # fmt: skip
    cut = "[...document.querySelectorAll('.wide')].some((one) => one.scrollWidth > one.clientWidth)"
    assert not page.evaluate(cut)


def test_the_tabs_stay_on_a_telephone(visit, two):
    page = visit(two[0], width=360, height=740)
    page.evaluate("document.querySelector('article').scrollIntoView()")
    for place in (1500, 4000):
        page.evaluate(f"scrollTo(0, {place})")
        tabs = page.locator(".tabs").bounding_box()
        assert tabs["y"] == 0
        assert tabs["height"] < 48
    page.click("#s-lords-press-2 .num")
    sides = page.locator(".sides").bounding_box()
    assert sides["y"] >= tabs["height"] - 1
    assert page.locator("#s-lords-press-2").bounding_box()["y"] >= sides["y"] + sides["height"]
    page.click('.tabs a[href="#framing"]')
    assert page.locator("#framing-title").bounding_box()["y"] >= tabs["height"]


def test_one_article_at_a_time_on_a_telephone(visit, two):
    page = visit(two[0], width=360, height=740)
    assert page.locator("article").filter(visible=True).count() == 1
    page.locator(".sides button").nth(1).click()
    assert page.locator("#article-ceo-outlook").is_visible()
    assert not page.locator("#article-lords-press").is_visible()
    link = best_link(two[1])
    page.click(f"#s-{link.article_b}-{link.sentence_b} .num")
    page.locator(f'#note .ref[href="#s-{link.article_a}-{link.sentence_a}"]').click()
    assert page.locator("#article-lords-press").is_visible()


@pytest.mark.parametrize("case", ["two", "three", "twelve"])
def test_without_javascript_all_can_be_read(visit, request, case):
    address, tables = request.getfixturevalue(case)
    page = visit(address, java_script_enabled=False)
    assert shown(page, ".t") == len(tables["sentences"])
    assert shown(page, ".js-only") == 0
    columns = 3 if case == "twelve" else tables["sentences"]["article"].nunique()
    assert shown(page, "#framing-themes td") == shown(page, "#framing-themes tbody tr") * columns
    page.check("#layer-speakers")
    assert style(page, ".t .said", "background-image") != "none"
    page.locator("#removed summary").first.click()
    assert page.locator("#removed li").first.is_visible() == (case == "two")


def test_print_holds_both_articles_and_no_controls(visit, two):
    page = visit(two[0], color_scheme="dark")
    page.emulate_media(media="print")
    assert shown(page, ".t") == len(two[1]["sentences"])
    assert shown(page, ".bar") == shown(page, "aside nav") == 0
    assert style(page, "body", "background-color") == "rgb(255, 255, 255)"
    assert len(page.pdf(format="A4")) > 10_000


@pytest.mark.parametrize(
    ("case", "width", "scheme"),
    [
        ("two", 1440, "light"),
        ("two", 1440, "dark"),
        ("two", 360, "light"),
        ("three", 1920, "light"),
        ("eight", 1440, "dark"),
        ("twelve", 1280, "light"),
        ("twelve", 360, "dark"),
        ("bridge", 1440, "light"),
        ("bridge", 360, "dark"),
        ("hostile", 1200, "light"),
    ],
)
def test_axe_finds_no_serious_violation(visit, request, case, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(request.getfixturevalue(case)[0], width=width, height=900, color_scheme=scheme)
    axe = Axe()
    assert serious(axe.run(page)) == []
    for layer in page.locator(".layers input").all():
        layer.check()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator(".n").filter(visible=True).first.click()
    page.locator("article").filter(visible=True).first.locator(".num").nth(1).click()
    assert serious(axe.run(page)) == []
    if case == "three":
        page.click("#all")
        assert serious(axe.run(page)) == []
    page.keyboard.press("Escape")
    page.click('.tabs a[href="#framing"]')
    page.select_option("#framing-speaker", index=1)
    assert serious(axe.run(page)) == []
    if case in ("eight", "twelve"):
        page.click('.tabs a[href="#outlets"]')
        assert serious(axe.run(page)) == []


def serious(results):
    return [
        (violation["id"], [node["html"][:120] for node in violation["nodes"]][:5])
        for violation in results.response["violations"]
        if violation["impact"] in ("serious", "critical")
    ]


def test_a_notebook_frame_works_without_an_address(visit, project, tmp_path):
    reader = compare(project.articles, title=project.title).reader()
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><title>x</title>{reader._repr_html_()}", "utf-8")
    page = visit(path.as_uri())
    frame = page.frames[1]
    frame.click("#s-lords-press-0 .num")
    assert "on" in frame.locator("#s-lords-press-0").get_attribute("class")
    assert re.search("Kallas", frame.locator("h1").inner_text())


def look_up(page, query):
    page.keyboard.press("/")
    page.fill("#find-words", query)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("query", ["troop caps", "Russia", "peace deals", "concession", "limiting", "us russia", "US", "U.S.", "US-Russia", "us", "EU", "NATO", "u.s.", "mil", "he said", "European", "e"])  # fmt: skip
def test_the_page_finds_what_python_finds(visit, two, query):
    page = visit(two[0])
    look_up(page, query)
    lines = two[1].find(query)
    assert page.locator("#find-found mark").all_inner_texts() == lines["match"].tolist()
    refs = page.locator("#find-found .ref").evaluate_all("all => all.map((one) => one.hash)")
    assert refs == [f"#s-{row.article}-{row.sentence}" for row in lines.itertuples()]
    outlets = {article.id: article.outlet for article in two[1].articles}
    rates = word_rates(lines, two[1]["sentences"], outlets)
    cells = page.locator(".rates tbody tr").all_inner_texts()
    assert [cell.split("\t") for cell in cells] == ([] if lines.empty else [
        [row["outlet"], str(row["count"]), str(row["words"]), f"{row['per_1000']:.1f}"] for row in rates.to_dict("records")
    ])  # fmt: skip


def test_words_of_an_outlet_are_pooled_and_lead_to_their_sentences(visit, eight):
    page = visit(eight[0])
    look_up(page, "harbours")
    lines = eight[1].find("harbours")
    assert page.locator("#find-said").inner_text() == f"{len(lines)} places"
    assert page.locator(".rates tbody tr").count() == 3
    page.locator("#find-found .ref").last.click()
    assert page.locator("#text").is_visible()
    assert page.locator(".s.on").count() == 1


def test_a_word_or_phrase_leads_straight_to_its_lines(visit, two):
    page = visit(two[0])
    for panel in ("#words", "#phrases"):
        link = page.locator(f"{panel} .to-find").first
        link.click()
        wanted = link.get_attribute("data-find")
        assert page.input_value("#find-words") == wanted
        assert shown(page, "#find-found li") == len(two[1].find(wanted)) > 0
        page.click('.tabs a[href="#text"]')


def test_hostile_words_are_text(visit, hostile):
    page = visit(hostile[0])
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for query in (
        TAGS,
        "alert",
        "(.*",
        "\\",
        "a" * 200,
        ARABIC.split(maxsplit=1)[0],
        "constructor",
        "__proto__",
    ):
        look_up(page, query)
        page.keyboard.press("Escape")
        page.locator("#find-title").click()
    assert page.locator("#find img, #find script").count() == 0
    look_up(page, "scripts")
    assert "<script>" in page.locator("#find-found li").first.inner_text()
    framed(page)
    assert page.locator("#framing img, #framing script").count() == 0


def test_words_that_a_theme_is_called_by_lead_to_its_sentences(visit, two):
    page = visit(two[0], width=360, height=740)
    cells = page.locator("#numbers td .n").filter(visible=True)
    assert cells.evaluate_all("all => all.every((one) => one.getClientRects()[0].height < 40)")
    page.click('.tabs a[href="#find"]')
    for words in ("caps troop", "troop caps"):
        page.fill("#find-words", words)
    assert page.locator("#find-themes a").all_inner_texts() == ["Troop caps on Ukraine"]
    page.click("#find-themes a")
    assert page.is_visible("#framing-troop-caps")
    page.click('.tabs a[href="#find"]')
    page.fill("#find-words", "said")
    assert not page.is_visible("#find-themes")


def test_hostile_codes_are_text_in_every_view(visit, tmp_path):
    articles = [Article(*fields) for fields in HARBOUR]
    tables = dict(compare(articles, codebook=CODEBOOK))
    hostile = dict.fromkeys(("holder", "coded_by", "cue", "evidence", "term"), TAGS)
    tables["stance"] = tables["stance"].assign(**hostile)
    tables["framing"] = tables["framing"].assign(holder=TAGS, evidence=TAGS)
    path = tmp_path / "reader.html"
    path.write_text(render_reader(tables, articles, title="T", codebook=CODEBOOK), "utf-8")
    page = visit(path.as_uri())
    page.check("#layer-stance")
    assert "onerror=alert" in page.locator("#desk .holder").first.inner_text()
    page.locator(".s", has=page.locator(".side")).first.locator(".num").click()
    assert "onerror=alert" in page.locator("#note").inner_text()
    framed(page)
    assert "onerror=alert" in page.locator("#framing-themes .told").first.inner_text()
    assert page.locator("img").count() == 0


def test_a_slash_that_is_typed_is_a_slash(visit, two):
    page = visit(two[0])
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.input_value("#find-words") == "a/b"


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
@pytest.mark.parametrize("case", ["two", "eight", "hostile"])
def test_find_has_no_serious_violation_and_is_not_wider_than_the_window(
    visit, request, case, width, scheme
):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(request.getfixturevalue(case)[0], width=width, height=900, color_scheme=scheme)
    look_up(page, "the")
    assert page.locator("#find-found li").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(Axe().run(page)) == []


def test_the_note_follows_the_keys_after_a_click_and_a_ticked_box(visit, two):
    page = visit(two[0])
    page.locator("#s-lords-press-3 .t").click()
    page.check("#layer-speakers")
    page.keyboard.press("j")
    assert page.locator("#note-title").inner_text().endswith("sentence 4")
    page.locator("#s-ceo-outlook-2 .t").click(position={"x": 40, "y": 8})
    page.keyboard.press("j")
    assert page.locator("#note-title").inner_text() == "CEO Outlook Magazine, sentence 3"


PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
SWITCHED = """(layer) => new Promise((tell) => {
  const start = performance.now();
  document.getElementById(layer).click();
  requestAnimationFrame(() => setTimeout(() => tell(performance.now() - start)));
})"""


def test_two_articles_stay_small(visit, two, capsys):
    size = Path(url2pathname(urlsplit(two[0]).path)).stat().st_size
    page = visit(two[0])
    page.wait_for_function(PAINTED)
    layers = [page.evaluate(SWITCHED, f"layer-{name}") for name in ("repeated", "speakers", "themes", "stance")]  # fmt: skip
    with capsys.disabled():
        print(f"\ntwo articles: {size / 1000:.0f} KB, first text after {page.evaluate(PAINTED):.0f} ms, a layer in {max(layers):.0f} ms")  # noqa: T201  # fmt: skip
    assert size <= 400_000


def test_print_holds_the_framing_with_all_its_evidence(visit, two):
    page = framed(visit(two[0]))
    page.emulate_media(media="print")
    assert shown(page, "#framing-themes .told") == len(two[1]["framing"])
    assert shown(page, ".t") == len(two[1]["sentences"])
    assert shown(page, "#find") == shown(page, ".to-find") == shown(page, ".filter") == 0


def heads(page):
    """The headline that is open in each panel that is shown."""
    return page.locator("article").filter(visible=True).locator(".headline .t").all_inner_texts()


def test_twelve_articles_of_three_outlets_are_three_panels(visit, twelve):
    page = visit(twelve[0])
    panels = page.locator(".panel").filter(visible=True)
    assert panels.locator("h2 bdi").all_inner_texts() == list(OUTLETS)
    boxes = [panel.bounding_box() for panel in panels.all()]
    assert boxes[0]["x"] < boxes[1]["x"] < boxes[2]["x"]
    assert len({box["y"] for box in boxes}) == 1
    assert shown(page, "article") == 3
    assert [shown(page, f"#panel-{n} .chooser li") for n in range(3)] == [4, 4, 4]
    assert len({head.partition(":")[0] for head in heads(page)}) == 1  # one event
    colours = {style(page, f"#panel-{n} h2", "color") for n in range(3)}
    assert len(colours) == 3
    words = twelve[1]["outlet_numbers"].query("measure == 'words' and outlet == 'Dial'")["number"]
    assert page.locator("#panel-1 .pooled").inner_text() == f"4 articles, {words.iloc[0]} words"


def test_articles_are_picked_by_outlet_and_day_with_the_keyboard(visit, twelve):
    page = visit(twelve[0])
    page.focus("#panel-1 .chooser li:nth-child(2) a")  # in order of days: 1 and 4 January
    page.keyboard.press("Enter")
    assert heads(page)[1] == "Stowexcor: the kulstorud and Morwexdel"
    assert page.locator("#panel-1 [aria-current]").inner_text().startswith("K")
    assert page.locator("#panel-1 .at").inner_text() == "2 of 4"
    page.keyboard.press("j")
    page.focus("#panel-1 [data-step='1']")
    page.keyboard.press("Enter")
    assert heads(page)[1] == "Corkuliva: the vulruddel and Kulwexdel"
    page.focus("#from")
    page.keyboard.type("2021-03-03")
    assert page.locator("#picked").inner_text() == "3 of 12 articles"
    assert [head.partition(":")[0] for head in heads(page)] == ["Vulgriwex"] * 3
    assert [shown(page, f"#panel-{n} .chooser li") for n in range(3)] == [1, 1, 1]
    page.focus("#tick-0")
    page.keyboard.press("Space")
    assert shown(page, ".panel") == 2
    page.select_option("#from", "")
    page.select_option("#event", index=1)
    assert len({head.partition(":")[0] for head in heads(page)}) == 1
    assert len(heads(page)) == 2


@pytest.mark.parametrize("number", range(3))
def test_the_first_sentence_is_that_of_an_outlet_that_is_shown(visit, twelve, number):
    page = visit(twelve[0])
    page.focus(f"#tick-{number}")
    page.keyboard.press("Space")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.locator(".panel .s:focus-within").filter(visible=True).count() == 1


def test_a_link_opens_the_article_in_the_panel_of_its_outlet(visit, twelve):
    page = visit(f"{twelve[0]}#s-002-1-2")
    assert "on" in page.locator("#panel-1 #s-002-1-2").get_attribute("class").split()
    assert [shown(page, f"#panel-{n} article") for n in range(3)] == [1, 1, 1]
    page.select_option("#to", "2021-01-04")
    assert page.locator(".on").count() == 0
    page.uncheck("#tick-2")
    look_up(page, "Corkuliva")
    ref = page.locator('#find-found .ref[href^="#s-001-2-"]').first
    target = ref.get_attribute("href")
    ref.click()
    assert page.locator(f"#panel-2 {target}").is_visible()
    assert page.input_value("#to") == ""
    assert page.is_checked("#tick-2")
    framed(page)
    ref = page.locator('#framing .ref[href^="#s-003-0-"]').first
    target = ref.get_attribute("href")
    ref.click()
    assert page.locator(f"#panel-0 {target}").is_visible()
    page.locator("#articles [data-bring='7']").click()
    assert page.locator("#panel-1 #article-002-1").is_visible()


def test_outlets_side_by_side_lead_to_their_words(visit, twelve):
    page = visit(twelve[0])
    page.click('.tabs a[href="#outlets"]')
    assert not page.locator("#text").is_visible()
    heads = page.locator(".pooled-rows thead th").all_inner_texts()
    assert heads == ["Measure", *OUTLETS]
    entry = page.locator(".pooled-rows details.entry").first
    entry.locator("summary").click()
    places = entry.locator("li")
    assert places.count() == int(entry.locator(".figure").inner_text())
    target = places.first.locator(".ref").get_attribute("href")
    places.first.locator(".ref").click()
    assert page.locator(f"#panel-0 {target}").is_visible()
    total = page.locator(".sum .n").first
    total.click()
    assert page.locator(".behind li").count() == int(total.inner_text())


def test_counterparts_in_articles_that_are_not_open_are_counted(visit, eight):
    page = visit(eight[0])
    more = page.locator("article:not([hidden]) .more").first
    sentence = more.evaluate("(link) => link.closest('.s').id")
    links = eight[1]["alignment"].query("accepted")
    name, _, number = sentence[2:].rpartition("-")
    article = page.evaluate(f"data => Number(document.getElementById('article-{name}').dataset.a)")
    id_ = eight[1].articles[article].id
    own = sum(((links[f"article_{side}"] == id_) & (links[f"sentence_{side}"] == int(number))).sum() for side in "ab")  # fmt: skip
    open_ = page.locator(f"#{sentence} .m").filter(visible=True).count()
    assert more.inner_text() == f"+{own - open_}"
    more.click()
    assert page.locator("#note-links .ref").count() >= own


def test_one_outlet_at_a_time_on_a_telephone(visit, twelve):
    page = visit(twelve[0], width=360, height=740)
    assert shown(page, ".panel") == 1
    page.locator(".sides button", has_text="Herald").click()
    assert shown(page, "#panel-2 article") == 1
    page.locator("#panel-2 .chooser a").last.click()
    assert heads(page) == ["Vulgriwex: the vulzimnes and Fenstones"]
    page.select_option("#event", index=2)
    assert shown(page, "#panel-2 .chooser li") == 1


def test_print_holds_the_open_article_of_each_outlet(visit, twelve):
    page = visit(twelve[0])
    page.emulate_media(media="print")
    assert shown(page, "article") == 3
    assert shown(page, ".steps") == shown(page, ".bar") == 0


def test_forty_articles_stay_usable(visit, tmp_path, capsys):
    articles = told(invented(14))[:40]
    address, _ = written(tmp_path, articles, title="Forty articles")
    size = (tmp_path / "reader.html").stat().st_size
    page = visit(address)
    page.wait_for_function(PAINTED)
    layers = [page.evaluate(SWITCHED, f"layer-{name}") for name in ("repeated", "speakers", "themes")]  # fmt: skip
    with capsys.disabled():
        print(f"\nforty articles: {size / 1e6:.2f} MB, first text after {page.evaluate(PAINTED):.0f} ms, a layer in {max(layers):.0f} ms")  # noqa: T201  # fmt: skip
    assert size <= 1_500_000
    line = page.locator("#shared-1")
    number = line.locator(".n").first
    number.click()
    opened = page.locator("#shared-1 + .behind mark").all_inner_texts()
    assert len(opened) == int(number.inner_text())
    words = [
        re.findall(r"\w+", text.casefold()) for text in (line.locator("bdi").inner_text(), *opened)
    ]
    assert all(own == words[0] for own in words)
    said = page.locator("#speakers .n").first
    said.click()
    assert page.locator("#speakers .behind li").count() >= 1
    line.locator("a[data-find]").click()
    assert page.input_value("#find-words") == line.locator("bdi").text_content()
