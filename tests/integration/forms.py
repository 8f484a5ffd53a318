# SPDX-License-Identifier: MIT
"""forms.py PROGRAM ROOT WORK

Every report in every form for programs: the JSON is what the schema says, and
says nothing that the schema does not; the CSV is that of RFC 4180 and holds the
same numbers; the metrics can be read, and hold no domain.
"""
import copy
import csv
import io
import json
import os
import subprocess
import sys

try:
    import jsonschema
    from prometheus_client.openmetrics import parser as openmetrics
    from prometheus_client import parser as prometheus
except ImportError as error:
    print("SKIPPED:", error)
    sys.exit(0)

program, root, work = sys.argv[1:]
os.makedirs(work, exist_ok=True)
os.chdir(work)
for name in os.listdir("."):
    os.remove(name)
env = {"HOME": "/nonexistent", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
logs = [os.path.join(root, "samples", name) for name in (
    "postfix/mail.log", "exim/mainlog", "sendmail/mail.log")]
logs += [os.path.join(root, "tests/integration/logs", name) for name in (
    "hostile.log", "mail.log")]
faults = 0


def fault(*what):
    global faults
    faults += 1
    print(*what)


def run(*words):
    done = subprocess.run([program, *words], env=env, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        fault(words, done.returncode, done.stderr.decode())
    return done.stdout.decode()


def strict(schema):
    """The schema, but that no object has a key that is not in it."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        made.setdefault("additionalProperties", False)
    return made


with open(os.path.join(root, "samples/report.schema.json"), encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validators = [jsonschema.Draft202012Validator(one)
              for one in (schema, strict(copy.deepcopy(schema)))]


def check_json(words, text):
    document = json.loads(text)
    for validator in validators:
        for error in validator.iter_errors(document):
            fault(words, list(error.absolute_path), error.message)
    return document


def check_csv(words, text):
    """The rows, as RFC 4180 has them."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if text and not text.endswith("\r\n"):
        fault(words, "does not end with CRLF")
    if any(len(row) != len(rows[0]) for row in rows):
        fault(words, "rows of different lengths")
    for row in rows:
        for cell in row:
            if cell[:1] in ("=", "@", "\t", "\r", "+") or (
                    cell[:1] == "-" and not cell[1:].replace(".", "").isdigit()):
                fault(words, "a formula:", cell)
    return [dict(zip(rows[0], row)) for row in rows[1:]] if rows else []


def same(value, cell):
    """Is the cell of CSV what JSON says?"""
    if value is None:
        return cell == ""
    if isinstance(value, float):
        return abs(value - float(cell)) < 1e-5
    return cell in (str(value), "'" + str(value)) or not str(value).isprintable()


def compare(words, document):
    """Each table of the report as CSV, against the one in JSON."""
    for key, table in document.items():
        if not isinstance(table, list):
            continue
        rows = check_csv(words, run(*words, "-n", "0", "--csv", "--section", key))
        if len(rows) != len(table):
            fault(words, key, len(rows), "rows, not", len(table))
        for row, cells in zip(table, rows):
            if list(row) != list(cells):
                fault(words, key, "other columns:", list(cells))
            elif not all(same(row[name], cells[name]) for name in row):
                fault(words, key, "other values:", row, cells)


run("--db", "mail.db", "--year", "2026", "-q", *logs)
reports = [one["name"] for one in json.loads(run("report", "--list", "--json"))]
if len(reports) < 9:
    fault("reports are missing:", reports)
for name in reports:
    words = ("report", name, "--db", "mail.db", "--all")
    compare(words, check_json(words, run(*words, "-n", "0", "--json")))
    check_csv(words, run(*words, "--csv"))
    for form in ("--markdown", "--color=never", "--lang=de"):
        if not run(*words, form).strip():
            fault(words, form, "says nothing")

# The contract: what the report of logs has in any case.
for words in (logs, ["--db", "mail.db", logs[0]], ["--by", "day", *logs]):
    document = check_json(words, run("--json", "--year", "2026", "-q", *words))
    wanted = {"version", "range", "inputs", "accounting", "totals"}
    wanted |= {"by"} if words[0] == "--by" else {"domains", "codes", "classes", "providers"}
    if wanted - document.keys():
        fault(words, "has no", wanted - document.keys())
empty = os.path.join(root, "tests/integration/data/empty.log")
check_json("empty", run("--json", empty))

# Metrics: the two formats, and the same sums as the report.
totals = json.loads(run("report", "--db", "mail.db", "--all", "--json"))["totals"]
for words, kind, end in ((["report", "--db", "mail.db"], "counter", "_total"),
                         (["report", "--db", "mail.db", "-S", "@0"], "gauge", "")):
    text = run(*words, "--metrics")
    families = {one.name: one for one in openmetrics.text_string_to_metric_families(text)}
    if not text.endswith("# EOF\n") or len(families) < 6:
        fault(words, "metrics are missing:", list(families))
    for one in families.values():
        if not one.name.startswith("bouncestat_") or not one.documentation:
            fault(words, "no help:", one)
        for sample in one.samples:
            if set(sample.labels) - {"direction", "outcome", "provider", "class", "state"}:
                fault(words, "a label without bounds:", sample)
    attempts = families["bouncestat_attempts"]
    if attempts.type != kind:
        fault(words, "not a", kind)
    for sample in attempts.samples:
        if sample.labels["direction"] == "out" and \
                sample.value != totals[sample.labels["outcome"]]:
            fault(words, "not the report's number:", sample)
    failed = sum(sample.value for sample in families["bouncestat_failures"].samples)
    if failed != totals["failed"] + totals["deferred"]:
        fault(words, failed, "failures")
    older = sum(len(one.samples) for one in prometheus.text_string_to_metric_families(text))
    if older != sum(len(one.samples) for one in families.values()):
        fault(words, "the older format has", older, "samples")

sys.exit(faults > 0)
