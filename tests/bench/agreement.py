#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How well replies of the world are classified: not a test of the repository.

usage: agreement.py PROGRAM [REPLIES.tsv [CORPUS]]

REPLIES.tsv has labelled replies of several systems (by default that of
../shared/corpus/public). Each becomes a line of a Postfix log, sent to the host
that gave it. Printed are the share that gets a class, how many of a system's
labels agree (tests/golden/class-labels.tsv says which classes do), and each one
that does not. CORPUS is a folder of logs: how many of their failures get a
class, and whether a class of the sender's fault is ever taken for a dead
address. Exit status 1: less than 95 % of either, less than 98 % of the logs', or
such an address.
"""
import csv
import json
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parents[2]
DELIVERED = ("delivered", "relayed")


def table(path, comment="\0"):
    with open(path, encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith(comment)]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def events(program, *args, text=None):
    run = subprocess.run([program, "events", "--year", "2026", "--tz", "UTC",
                          *args], input=text, capture_output=True)
    if run.returncode > 1:
        sys.exit(run.stderr.decode(errors="replace"))
    return [json.loads(line) for line in run.stdout.splitlines()]


def log_line(number, row):
    reply = re.sub(r"\s+", " ", row["reply"]).strip()
    host = row["rhost"] or "mx.example.net"
    permanent = not (row["basic_code"] or reply)[:1] == "4"
    dsn = row["enhanced_code"] or ("5.0.0" if permanent else "4.0.0")
    if not re.match(r"[245]\.\d{1,3}\.\d{1,3}$", dsn):
        dsn = "5.0.0"
    return (f"Nov 20 08:00:00 mx1 postfix/smtp[1]: {number:06X}: "
            f"to=<someone@example.net>, relay={host}[192.0.2.1]:25, delay=1, "
            f"delays=0/0/0/1, dsn={dsn}, "
            f"status={'bounced' if permanent else 'deferred'} "
            f"(host {host}[192.0.2.1] said: {reply} "
            "(in reply to RCPT TO command))\n")


def classify(program, rows):
    text = "".join(log_line(i, row) for i, row in enumerate(rows, 1))
    classes = {int(event["queue_id"], 16): event["class"]
               for event in events(program, "-", text=text.encode())}
    return [classes.get(i) for i in range(1, len(rows) + 1)]


def share(part, whole, least):
    print(f"{part} of {whole}: {100 * part / max(whole, 1):.1f} %")
    return whole > 0 and part >= least * whole


def labelled(program, path):
    rows = table(path)
    got = classify(program, rows)
    known = {(row["system"], row["label"]): row["classes"].split("|")
             for row in table(root / "tests/golden/class-labels.tsv", "#")}
    good = True
    print("replies that get a class: ", end="")
    good &= share(sum(c not in (None, "unclassified") for c in got), len(rows),
                  0.95)
    for system in sorted({system for system, _ in known}):
        pairs = [(row, c) for row, c in zip(rows, got)
                 if row["label_system"].startswith(system)]
        wrong = [(row, c) for row, c in pairs
                 if c not in known.get((system, row["label"]), ())]
        print(f"{system}, labels that agree: ", end="")
        good &= share(len(pairs) - len(wrong), len(pairs), 0.95)
        for row, c in wrong:
            print(f"  {row['label']}: {c}: {row['reply'][:160]}")
    return good


def logs(program, corpus):
    block = {row["id"] for row in table(root / "patterns/classes.tsv", "#")
             if row["severity"] == "block"}
    failures = []
    for path in sorted(corpus.glob("*/logs")):
        names = [line.split()[0] for line in path.read_text().splitlines()]
        # The first of several is the same log with other stamps.
        failures += [event for event in
                     events(program, str(path.parent / names[0]))
                     if event["outcome"] not in DELIVERED]
    print("failures of the logs that get a class: ", end="")
    good = share(sum(event["class"] != "unclassified" for event in failures),
                 len(failures), 0.98)
    dead = [event for event in failures
            if event["class"] in block and event["severity"] == "hard"]
    print(f"addresses taken for dead by the sender's fault: {len(dead)}")
    for event in dead[:20]:
        print(f"  {event['class']}: {event['text'][:160]}")
    return good and not dead


def main():
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    public = root.parent / "shared/corpus/public/replies.tsv"
    path = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else public
    good = labelled(sys.argv[1], path)
    if len(sys.argv) > 3:
        good &= logs(sys.argv[1], pathlib.Path(sys.argv[3]))
    sys.exit(0 if good else 1)


main()
