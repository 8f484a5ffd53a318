# SPDX-License-Identifier: MIT
"""Logs for the tests of the HTML report: the same ones at each run."""

FAILURES = (
    ("gmail.com", "gmail-smtp-in.l.google.com", "5.1.1", "bounced",
     "550-5.1.1 The email account that you tried to reach does not exist"),
    ("outlook.com", "outlook-com.olc.protection.outlook.com", "5.7.1", "bounced",
     "550 5.7.1 part of their network is on our block list (S3150)"),
    ("gmx.de", "mx00.emig.gmx.net", "4.2.2", "deferred", "452 4.2.2 mailbox full"),
    ("firma.example", "mx.firma.example", "4.2.0", "deferred",
     "450 4.2.0 Greylisted, please try again"),
    ("yahoo.com", "mta5.am0.yahoodns.net", "4.7.0", "deferred",
     "421 4.7.0 [TSS04] temporarily deferred due to user complaints"),
)


def line(stamp, domain, relay, dsn, status, said, host="mx1"):
    return (f"{stamp} {host} postfix/smtp[7]: 4XyZ12: to=<a@{domain}>, "
            f"relay={relay}[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn={dsn}, "
            f"status={status} ({said})\n")


def hour(day, clock):
    """An hour's mail; nobody sends any at four."""
    text = ""
    for i in range(0 if clock == 4 else 3 + 5 * (clock % 7)):
        stamp = f"2026-11-{day:02}T{clock:02}:{i:02}:00+00:00"
        text += line(stamp, FAILURES[i % 4][0], FAILURES[i % 4][1], "2.0.0",
                     "sent", "250 2.0.0 OK")
        if (i + clock) % 3 == 0:
            domain, relay, dsn, status, said = FAILURES[(i + day) % 5]
            text += line(stamp, domain, relay, dsn, status,
                         f"host {relay}[192.0.2.1] said: {said} "
                         "(in reply to RCPT TO command)")
    return text


def day(number=20):
    return "".join(hour(number, clock) for clock in range(24))


def days(first=9, last=20):
    return "".join(day(number) for number in range(first, last + 1))


def hostile():
    """Text that would like to be something else."""
    said = "host x[192.0.2.1] said: 550 5.1.1 <script>alert(1)</script> (in reply)"
    stamp = "2026-11-20T08:00:00+00:00"
    domains = ("<script/src=//evil.example/x", '"\'<img/src=x/onerror=alert(2)',
               "\u202emoc.elpmaxe", "\u05d0\u05d1\u05d2.example", "{scripts}",
               "&lt;b&gt;.example", "x" * 10000 + ".example", "</style", "--><!--")
    text = "".join(line(stamp, domain, "x", "5.1.1", "bounced", said)
                   for domain in domains)
    return text + line("2026-11-20T09:00:00+00:00", "example.org", "x", "5.1.1",
                       "bounced", said, host="<img/src=x/onerror=alert(3)>")
