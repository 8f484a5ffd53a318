#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""browser.py PROGRAM ROOT [PICTURES]: the HTML report in a real Chromium.

With scripts and without, narrow and wide, light and dark, on paper. Pictures
of all that go to a folder, for people to look at.
"""

import base64
import os
import subprocess
import sys
import tempfile

import chromium
import pagelogs

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PICTURES = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
FAULTS = []

# The texts that are too weak: WCAG 2.1, level AA, 4.5 to 1.
WEAK = """(() => {
  const parts = (text) => text.match(/[0-9.]+/g).map(Number);
  const light = (c) => { c = c.slice(0, 3).map((v) => v / 255).map((v) =>
      v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; };
  const behind = (e) => { for (; e; e = e.parentElement) {
      const c = parts(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return light(c); }
    return 1; };
  const weak = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  for (let node; (node = walker.nextNode());) {
    const e = node.parentElement;
    if (!node.data.trim() || !e.checkVisibility() || e.closest("script, caption")) continue;
    const a = light(parts(getComputedStyle(e).color)), b = behind(e);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    seen++;
    if (ratio < 4.5) weak.push(node.data.trim() + " " + ratio.toFixed(2));
  }
  return { seen, weak };
})()"""

# What each chart draws, beside what its table says.
CHARTS = """[...document.querySelectorAll("figure")].map((figure) => {
  const canvas = figure.querySelector("canvas"), chart = Chart.getChart(canvas);
  const table = document.getElementById(figure.dataset.table);
  const body = [...table.tBodies[0].rows];
  const columns = [...table.tHead.rows[0].cells].flatMap((head, i) =>
    head.dataset.series === undefined ? [] : [i]);
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return {
    id: figure.dataset.table,
    shown: figure.checkVisibility() && canvas.clientWidth > 200 && canvas.clientHeight > 50,
    points: chart.data.datasets.map((set) => set.data.length),
    labels: chart.data.labels, rows: body.map((row) => row.querySelector("th").textContent),
    drawn: chart.data.datasets.map((set) => set.data),
    said: columns.map((i) => body.map((row) =>
      Number(row.cells[i].textContent.replace(/[.,]/g, "")))),
    bars: chart.getSortedVisibleDatasetMetas().flatMap((meta) =>
      meta.data.map((bar) => bar.options.backgroundColor)),
    want: chart.data.datasets.map((set) => getComputedStyle(document.documentElement)
      .getPropertyValue("--" + set.name).trim()),
    blank: pixels.every((value) => value === 0),
    name: canvas.getAttribute("aria-label"),
  };
})"""


def check(good, what):
    if not good:
        FAULTS.append(what)
        print("FAULT:", what)


def check_charts(browser, name, want):
    charts = browser.value(CHARTS)
    check([chart["id"] for chart in charts] == want, f"{name}: charts {charts}")
    for chart in charts:
        what = f"{name}: {chart['id']}"
        check(chart["shown"] and not chart["blank"], f"{what}: not seen")
        check(chart["labels"] == chart["rows"], f"{what}: labels")
        check(chart["drawn"] == chart["said"], f"{what}: not what its table says")
        check(chart["points"] and all(count == len(chart["rows"])
                                      for count in chart["points"]),
              f"{what}: points {chart['points']}")
        check(set(chart["bars"]) == set(chart["want"]), f"{what}: colours")
        check(chart["name"], f"{what}: no name")


def check_page(browser, name, width):
    check(not browser.complaints(), f"{name}: {browser.complaints()}")
    check(not browser.requests(), f"{name}: loads {browser.requests()}")
    wide = browser.value("document.documentElement.scrollWidth")
    check(wide <= width, f"{name}: {wide} wide, not {width}")
    contrast = browser.value(WEAK)
    check(contrast["seen"] > 30, f"{name}: few texts")
    check(not contrast["weak"], f"{name}: weak: {contrast['weak']}")
    dark = browser.value("getComputedStyle(document.body).backgroundColor")
    check((dark != "rgb(255, 255, 255)") == ("dark" in name), f"{name}: {dark}")
    if PICTURES:
        browser.picture(f"{PICTURES}/{name}.png")


def check_names(browser, name):
    """A screen reader calls tables and their boxes by what they are."""
    browser.call("Accessibility.enable")
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    for role, least in ("table", 5), ("region", 5), ("columnheader", 10), \
            ("rowheader", 10), ("heading", 5):
        named = [node.get("name", {}).get("value", "") for node in nodes
                 if not node["ignored"] and node["role"]["value"] == role]
        check(len(named) >= least, f"{name}: {len(named)} of {role}")
        check(all(named) or role == "columnheader", f"{name}: a {role} without name")
    browser.call("Accessibility.disable")


def check_reading(browser, page, draws):
    charts = ["table-timeline", "table-reasons", "table-domains"] if draws else []
    for name, width, dark in (("wide-light", 1200, False), ("wide-dark", 1200, True),
                              ("narrow-light", 360, False), ("narrow-dark", 360, True)):
        name = f"{page}-{name}"
        browser.open(f"{page}.html", width=width, dark=dark)
        check_page(browser, name, width)
        if draws:
            check_charts(browser, name, charts)
    check_names(browser, page)


def check_without_scripts(browser, page):
    name = f"{page}-without-scripts"
    browser.open(f"{page}.html", scripts=False)
    check_page(browser, name, 1200)
    check(browser.value("[...document.querySelectorAll('table')].every("
                        "(table) => table.checkVisibility())"), f"{name}: tables")
    check(not browser.value("[...document.querySelectorAll('figure')].some("
                            "(figure) => figure.checkVisibility())"),
          f"{name}: an empty figure")


def check_changes(browser, page, draws):
    """The theme changes while the page is open; then it is printed."""
    browser.open(f"{page}.html")
    before = browser.value("document.querySelectorAll('details[open]').length")
    check(before == (0 if draws else 2), f"{page}: {before} tables unfolded")
    browser.call("Emulation.setEmulatedMedia", features=[
        {"name": "prefers-color-scheme", "value": "dark"}])
    browser.value("new Promise((done) => requestAnimationFrame(() =>"
                  " requestAnimationFrame(() => done(0))))")
    if draws:
        check_charts(browser, f"{page}-turned-dark",
                     ["table-timeline", "table-reasons", "table-domains"])
    browser.call("Emulation.setEmulatedMedia", media="", features=[
        {"name": "prefers-color-scheme", "value": "dark"}])
    paper = base64.b64decode(browser.call("Page.printToPDF")["data"])
    check(paper.startswith(b"%PDF"), f"{page}: no paper")
    if PICTURES:
        with open(f"{PICTURES}/{page}.pdf", "wb") as file:
            file.write(paper)
    browser.value("dispatchEvent(new Event('beforeprint'))")
    if draws:
        ink = browser.value("Chart.getChart(document.querySelector('canvas'))"
                            ".options.plugins.legend.labels.color")
        check(ink == "#1d2329", f"{page}: ink {ink} on paper")
        browser.value("dispatchEvent(new Event('afterprint'))")
        ink = browser.value("Chart.getChart(document.querySelector('canvas'))"
                            ".options.plugins.legend.labels.color")
        check(ink == "#e4e7eb", f"{page}: ink {ink} after printing")


def check_hostile(browser):
    browser.open("hostile.html")
    check_page(browser, "hostile", 1200)
    check(browser.value("document.images.length") == 0, "hostile: an image")
    check(browser.value("document.scripts.length") in (0, 2), "hostile: a script")
    check("<img/src=x/onerror=alert(3)>" in browser.value("document.body.innerText"),
          "hostile: text is lost")
    browser.open("hostile.html", width=360)
    check_page(browser, "hostile-narrow", 360)


def check_policy(browser):
    """Were markup of a log ever markup of the page, it would still do nothing."""
    with open("day.html", encoding="utf-8") as file:
        text = file.read()
    with open("evil.html", "w", encoding="utf-8") as file:
        file.write(text.replace("<main>", """<main><script>document.title = "evil";</script>
            <img src="data:,x" onerror="document.title = 'evil'">
            <p id="evil" style="color: #ff0000" onclick="document.title = 'evil'">x</p>
            <iframe srcdoc="x"></iframe><link rel="stylesheet" href="data:text/css,p{}">
            <a id="go" href="javascript:document.title = 'evil'">x</a>"""))
    browser.open("evil.html")
    browser.value("document.getElementById('evil').click()")
    browser.value("document.getElementById('go').click()")
    check("evil" not in browser.value("document.title"), "policy: a script ran")
    check(browser.value("getComputedStyle(document.getElementById('evil')).color")
          != "rgb(255, 0, 0)", "policy: a style of its own")
    check(len(browser.complaints()) >= 5, f"policy: let through: {browser.complaints()}")


def make(log, content, out, *words):
    with open(log, "w", encoding="utf-8") as file:
        file.write(content)
    subprocess.run([PROGRAM, "-q", log, "-o", out, "--tz", "Europe/Berlin", *words],
                   check=True)


def check_in_chromium(with_charts, tries=3):
    """All checks; again where Chromium itself dies of the machine's load."""
    chrome = chromium.Chromium()
    try:
        for document in "day", "days":
            check_reading(chrome, document, with_charts)
            check_without_scripts(chrome, document)
            check_changes(chrome, document, with_charts)
        check_hostile(chrome)
        check_policy(chrome)
    except (BrokenPipeError, EOFError, TimeoutError) as fault:
        print(f"{fault}: {chrome.last_words()}")
        if tries == 1:
            raise
        FAULTS.clear()
        check_in_chromium(with_charts, tries - 1)
    finally:
        chrome.close()


if chromium.PROGRAM is None:
    print("SKIPPED: chromium is not installed")
    sys.exit(77)
if PICTURES:
    os.makedirs(PICTURES, exist_ok=True)
with tempfile.TemporaryDirectory(prefix="bouncestat-browser-") as folder:
    os.chdir(folder)
    make("day.log", pagelogs.day(), "day.html", "--lang", "en")
    make("days.log", pagelogs.days(), "days.html", "--lang", "de")
    make("hostile.log", pagelogs.hostile(), "hostile.html", "--lang", "en")
    with open("day.html", encoding="utf-8") as html:
        with_charts = "Chart.js" in html.read()
    try:
        check_in_chromium(with_charts)
    except chromium.CannotStart as fault:
        print(f"SKIPPED: chromium does not start here:\n{fault}")
        sys.exit(77)
    os.chdir("/")
sys.exit(1 if FAULTS else 0)
