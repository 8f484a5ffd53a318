#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""page.py PROGRAM ROOT: the HTML report and the mail, without a browser.

The page is well-formed, has what programs for blind people need, loads and
runs nothing from outside, and says what tests/golden/page*.html say. With
BS_UPDATE_GOLDEN=1 these are rewritten: read the diff.
"""

import base64
import email
import email.policy
import hashlib
import html.parser
import os
import re
import subprocess
import sys
import tempfile

import pagelogs

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
ELEMENTS = set("""a body canvas caption dd details div dl dt figure footer h1 h2
    h3 head header html li main meta p script section span style summary table
    tbody td th thead time title tr ul""".split())
ATTRIBUTES = set("""aria-describedby aria-label aria-labelledby charset class
    content data-chart data-n data-series data-table datetime hidden http-equiv
    id lang name open role scope tabindex""".split())
FAULTS = []


def check(good, what):
    if not good:
        FAULTS.append(what)
        print("FAULT:", what)


class Page(html.parser.HTMLParser):
    def __init__(self, text, name):
        super().__init__(convert_charrefs=True)
        self.name, self.stack, self.headings, self.ids = name, [], [], []
        self.wanted, self.tables, self.blocks, self.policy = [], [], [], ""
        self.text, self.lang, self.scopes = "", None, []
        self.feed(text)
        self.close()
        self.check(not self.stack, f"open elements: {self.stack}")
        self.check(len(self.ids) == len(set(self.ids)), "an id twice")
        for want in self.wanted:
            self.check(want in self.ids, f"no id {want}")
        for lower, upper in zip(self.headings, self.headings[1:]):
            self.check(upper <= lower + 1, "a heading is left out")
        self.check(self.headings[:1] == [1], "not one h1 first")
        self.check(self.headings.count(1) == 1, "not one h1")
        for caption, widths, row_heads in self.tables:
            self.check(caption, "a table without a caption")
            self.check(len(set(widths)) == 1, f"a ragged table: {widths}")
            self.check(row_heads == len(widths) - 1, "a row without its heading")

    def check(self, good, what):
        check(good, f"{self.name}: {what}")

    def handle_starttag(self, tag, attributes):
        self.check(tag in ELEMENTS, f"an element {tag}")
        for key, value in attributes:
            self.check(key in ATTRIBUTES, f"an attribute {key}={value!r}")
        have = dict(attributes)
        if tag == "meta":
            if have.get("http-equiv") == "Content-Security-Policy":
                self.policy = have["content"]
            return
        self.stack.append(tag)
        self.lang = have.get("lang", self.lang)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in have:
            self.ids.append(have["id"])
        for key in "aria-labelledby", "aria-describedby", "data-table":
            if key in have:
                self.wanted.append(have[key])
        if tag == "table":
            self.tables.append(["", [], 0])
        elif tag == "tr":
            self.tables[-1][1].append(0)
        elif tag in ("td", "th"):
            self.tables[-1][1][-1] += 1
            self.check(tag == "td" or have.get("scope") in ("col", "row"),
                       "a heading without scope")
            self.tables[-1][2] += have.get("scope") == "row"
        elif tag in ("style", "script"):
            self.blocks.append([tag, ""])

    def handle_endtag(self, tag):
        self.check(self.stack and self.stack.pop() == tag, f"a lost </{tag}>")

    def handle_data(self, data):
        top = self.stack[-1] if self.stack else ""
        if top == "caption":
            self.tables[-1][0] += data
        if top in ("style", "script"):
            self.blocks[-1][1] += data
        else:
            self.text += data

    def check_policy(self):
        """Every block of the page, and nothing else, is in its policy."""
        rules = dict(rule.strip().split(" ", 1) for rule in self.policy.split(";"))
        self.check(rules.pop("default-src", "") == "'none'", "default-src")
        self.check(rules.pop("base-uri", "") == "'none'", "base-uri")
        self.check(rules.pop("form-action", "") == "'none'", "form-action")
        for tag in "style", "script":
            hashes = " ".join(
                "'sha256-" + base64.b64encode(
                    hashlib.sha256(text.encode()).digest()).decode() + "'"
                for kind, text in self.blocks if kind == tag)
            self.check(rules.pop(tag + "-src", "") == hashes, tag + "-src")
        self.check(not rules, f"more rules: {rules}")


def run(*words, env=None, want=0):
    done = subprocess.run(
        [PROGRAM, *words], capture_output=True, check=False,
        env={"HOME": "/nonexistent", "TZ": "UTC", "LC_ALL": "C", **(env or {})})
    check(done.returncode == want, f"{words}: {done.returncode} {done.stderr}")
    return done.stdout.decode()


def body(text):
    """What people read, whether or not the build draws charts."""
    text = text[text.index("<body>"):]
    text = re.sub(r"<script>.*?</script>\n", "", text, flags=re.S)
    text = re.sub(r"<figure.*?</figure>\n", "", text)
    text = re.sub(r' data-(n|series)="[^"]*"', "", text)
    return re.sub(r"bouncestat [0-9.]+", "bouncestat VERSION", text)


def golden(name, text):
    path = f"{ROOT}/tests/golden/{name}"
    if os.environ.get("BS_UPDATE_GOLDEN"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    with open(path, encoding="utf-8") as file:
        check(file.read() == text, f"{path} differs; got:\n{text}")


def page(name, *words):
    text = run(*words, "--html")
    found = Page(text, name)
    found.check_policy()
    return text, found


def check_pages():
    text, found = page("day", "day.log")
    golden("page.html", body(text))
    check(found.lang == "en", "lang of the English page")
    text, found = page("days", "days.log", "--lang", "de", "--tz", "Europe/Berlin")
    golden("page-de.html", body(text))
    check(found.lang == "de", "lang of the German page")
    for words in (["--by", "domain"], ["--by", "day"], ["--section", "codes"],
                  ["-n", "1"]):
        _, found = page(str(words), "days.log", *words)
        check(found.tables, f"{words}: no table")
    run("ingest", "-q", "--db", "texts.db", f"{ROOT}/samples/postfix/mail.log",
        "--year", "2026")
    text, _ = page("texts", "report", "texts", "--db", "texts.db")
    check(any(len(cell) > 150 for cell in re.findall('class="wide">([^<]*)<', text)),
          "long replies are cut")
    text, _ = page("by day", "days.log", "--by", "day", "--lang", "de")
    check('<time datetime="2026-11-09">9.11.2026</time>' in text, "a German date")
    _, found = page("sample", "--year", "2026", f"{ROOT}/samples/postfix/mail.log")
    check("Passed on" in found.text or "probes" in found.text, "the rest of the sums")


def check_hostile():
    text, found = page("hostile", '"><script>alert(4)<_script>.log')
    for words in ("<script/src=//evil.example/x", "<img/src=x/onerror=alert(3)>",
                  '"><script>alert(4)<_script>.log', "\\u{202E}", "{scripts}",
                  "&lt;b&gt;.example"):
        check(words in found.text, f"hostile: not as a text: {words}")
    check("x" * 100 not in found.text, "hostile: a domain as long as a page")
    check(len(text) < 400000, "hostile: too long")
    check(sum(kind == "script" for kind, _ in found.blocks) in (0, 2), "scripts")


def check_quiet():
    quiet = f"{ROOT}/tests/integration/logs/quiet.log"
    _, found = page("quiet", "--year", "2026", quiet)
    check(not found.tables and "all delivered" in found.text, "a quiet day")
    check(run("-q", "--html", "--year", "2026", quiet) == "", "-q on a quiet day")
    run("day.log", "-o", "day.html")
    with open("day.html", encoding="utf-8") as file:
        check(file.read() == run("day.log", "--html"), "-o day.html")


def mail(*words):
    text = run("report", "--db", "days.db", *words)
    for line in text.split("\n"):
        check(len(line) <= 78, f"mail: a long line: {line}")
        check(line[:1] != "." and line[:5] != "From ", f"mail: a mark: {line}")
        check(line.isascii(), f"mail: not ASCII: {line}")
    return email.message_from_string(text, policy=email.policy.default)


def check_mail():
    run("ingest", "-q", "--db", "days.db", "days.log")
    when = ["--since", "2026-11-20", "--until", "2026-11-21"]
    message = mail(*when, "--mail", "post@example.org", "--mail-from", "b <b@c.d>")
    check(message["To"] == "post@example.org", "To")
    check(message["From"] == "b <b@c.d>", "From")
    check(message["Auto-Submitted"] == "auto-generated", "Auto-Submitted")
    check(message["MIME-Version"] == "1.0", "MIME-Version")
    check(message.get_content_type() == "multipart/alternative", "multipart")
    check("1," not in message["Subject"] and "failed" in message["Subject"],
          f"Subject: {message['Subject']}")
    plain, rich = message.iter_parts()
    check(plain.get_content_type() == "text/plain", "text part")
    text = run("report", "--db", "days.db", *when)
    check(plain.get_content().split() == text.split(), "the text is another")
    found = Page(rich.get_content(), "mail")
    check(not found.policy and [kind for kind, _ in found.blocks] == ["style"],
          "mail: more than a style")
    golden("page-mail.html", body(rich.get_content()))

    run("report", "--db", "days.db", "--all", "--mail", "root", "-o", "day.eml")
    with open("day.eml", encoding="utf-8") as file:
        check(file.read() == run("report", "--db", "days.db", "--all", "--mail",
                                 "root"), "-o day.eml")
    message = mail("--all", "--lang", "de", "--mail", "a@b.example, root")
    check("zugestellt" in message["Subject"], f"Subject: {message['Subject']}")
    check(message["From"] is None, "a sender of our own")

    for bad in ("a@b.c\nBcc: x@y.z", "a\rb", "", " ", "j\u00fcrgen@b.c"):
        run("report", "--db", "days.db", "--all", "--mail", bad, want=2)
    run("report", "--db", "days.db", "--mail-from", "a@b.c", want=2)
    run("report", "--db", "days.db", "--mail", "a@b.c", "--json", want=2)
    run("ingest", "-q", "--db", "quiet.db", "--year", "2026",
        f"{ROOT}/tests/integration/logs/quiet.log")
    check(run("report", "-q", "--all", "--db", "quiet.db", "--mail", "a@b.c") == "",
          "a mail of a quiet day")
    check("all delivered" in run("report", "--all", "--db", "quiet.db", "--mail",
                                 "a@b.c"), "the mail of a quiet day")


with tempfile.TemporaryDirectory(prefix="bouncestat-page-") as folder:
    os.chdir(folder)
    for log, content in (("day.log", pagelogs.day()), ("days.log", pagelogs.days()),
                         ('"><script>alert(4)<_script>.log', pagelogs.hostile())):
        with open(log, "w", encoding="utf-8") as out:
            out.write(content)
    check_pages()
    check_hostile()
    check_quiet()
    check_mail()
    os.chdir("/")
sys.exit(1 if FAULTS else 0)
