#!/bin/sh
# SPDX-License-Identifier: MIT
# findings.sh PROGRAM ROOT WORK
#
# A server's five weeks, made up: what the daily report says of a quiet day, of
# one with a block, and of one on which nothing was heard of a domain.
set -u
program=$1 root=$2 work=$3
faults=0

fault() {
    echo "$*"
    faults=1
}

rm -rf "$work"
mkdir -p "$work" && cd "$work" || exit 2
export LC_ALL=C TZ=UTC HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent

# log DAY [EVENT]: a day in November 2026, or before it if DAY is not positive.
log() {
    awk -v day="$1" -v event="${2-}" '
    function line(hour, minute, domain, relay, dsn, status, text) {
        n++
        printf "%sT%02d:%02d:%02d+00:00 mx1 postfix/smtp[%d]: %06XABCDE: to=<u%d@%s>, relay=%s[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=%s, status=%s (%s)\n",
            date, hour, minute, n % 60, 1000 + n % 50, n, n, domain, relay, dsn, status, text
    }
    function mail(count, domain, relay,    i, bad) {
        for (i = 0; i < count; i++) {
            bad = i % 25 == (day % 7 + 7) % 7
            if (bad)
                line(8 + i % 10, i % 60, domain, relay, "5.1.1", "bounced", "host " relay "[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command)")
            else
                line(8 + i % 10, i % 60, domain, relay, "2.0.0", "sent", "250 2.0.0 OK")
        }
    }
    BEGIN {
        if (day > 0)
            date = sprintf("2026-11-%02d", day)
        else
            date = sprintf("2026-10-%02d", 31 + day)
        mail(150 + (day % 5) * 4, "gmx.de", "mx00.gmx.net")
        mail(90 - (day % 3) * 3, "example.org", "mx.example.org")
        if (event != "vanished")
            mail(60 + (day % 4), "example.net", "mx.example.net")
        if (event == "block")
            for (i = 0; i < 120; i++)
                line(9 + i % 8, 14, "outlook.com", "outlook-com.olc.protection.outlook.com", "5.7.1", "bounced", "host outlook-com.olc.protection.outlook.com[192.0.2.1] said: 550 5.7.1 Unfortunately, messages from [198.51.100.7] weren\047t sent. Please contact your Internet service provider since part of their network is on our block list (S3150). (in reply to MAIL FROM command)")
        else
            mail(120 + (day % 6) * 2, "outlook.com", "outlook-com.olc.protection.outlook.com")
    }'
}

# report DAY OPTION...
report() {
    day=$1
    shift
    next=$((day + 1))
    "$program" report --db mail.db -S "2026-11-$day" -U "2026-11-$next" "$@" \
        >out 2>err
}

same() {
    if [ -n "${BS_UPDATE_GOLDEN-}" ]; then
        cp "$2" "$root/tests/golden/$1"
    else
        diff -u "$root/tests/golden/$1" "$2" || fault "$1 differs"
    fi
}

day=-12
while [ "$day" -lt 22 ]; do
    log "$day"
    day=$((day + 1))
done >mail.log
log 22 block >>mail.log
log 23 >>mail.log
log 24 vanished >>mail.log
"$program" ingest --db mail.db mail.log || fault "ingest"

report 21 || fault "$(cat err)"
same findings-quiet.out out
report 21 -q || fault "$(cat err)"
[ ! -s out ] || fault "a quiet day is not quiet: $(cat out)"
report 21 --json || fault "$(cat err)"
grep -q '"findings": \[\]' out || fault "findings of a quiet day: $(cat out)"

report 22 || fault "$(cat err)"
head -n 9 out >top
same findings-block.out top
report 22 --lang de || fault "$(cat err)"
head -n 10 out >top
same findings-block-de.out top
report 22 --markdown || fault "$(cat err)"
head -n 7 out >top
same findings-block-md.out top
report 22 -q || fault "$(cat err)"
grep -q '^! ' out || fault "-q hides a finding"

report 22 --html || fault "$(cat err)"
grep -q '^<li><strong>Outlook.com, Hotmail began to block this server at 09:14' \
    out || fault "no finding in HTML"
report 22 --mail root || fault "$(cat err)"
grep -q '^Subject: Mail mx1, 1 finding: [0-9]* delivered' out ||
    fault "no finding in the subject: $(head -n 3 out)"
report 21 --html -q || fault "$(cat err)"
[ ! -s out ] || fault "a quiet day has a page"

report 23 || fault "$(cat err)"
head -n 5 out >top
same findings-recovered.out top

for limit in 'findings>0' 'block_rate>5%,min=50'; do
    report 21 --fail-if "$limit" || fault "$limit on a quiet day"
    report 22 --fail-if "$limit"
    [ $? -eq 1 ] || fault "$limit is not true of a block"
done
report 22 --nagios --crit-if 'findings>0'
[ $? -eq 2 ] || fault "not critical: $(cat out)"
grep -q "^BOUNCESTAT CRITICAL: findings 1 (findings>0) | 'findings'=1;;0;0$" \
    out || fault "the line of a plugin: $(cat out)"

report 24 --json || fault "$(cat err)"
grep -q '"kind": "vanished"' out || fault "nothing vanished: $(cat out)"

# A name that would like to be a tag stays a text: in the page, and in Markdown.
sed 's|@example\.net>|@<img/src=x.net>|' mail.log >hostile.log
"$program" ingest --db hostile.db hostile.log || fault "ingest of hostile.log"
"$program" report --db hostile.db -S 2026-11-24 -U 2026-11-25 --html >out ||
    fault "a hostile page"
grep -q '^<li><strong>No mail to &lt;img/src=x\.net' out ||
    fault "not told as a text: $(grep '^<li>' out)"
grep -q '<img' out && fault "a tag of strangers in the page"
"$program" report --db hostile.db -S 2026-11-24 -U 2026-11-25 --markdown >out ||
    fault "hostile Markdown"
grep -q 'No mail to &lt;img/src=x\.net' out ||
    fault "not a text in Markdown: $(grep 'No mail' out)"

# An empty file switches ours off; a file of one's own is one more.
mkdir -p mine/sql/finding
: >mine/sql/finding/75-vanished-domain.sql
report 24 --data mine --json || fault "$(cat err)"
grep -q '"findings": \[\]' out || fault "not switched off: $(cat out)"
cat >mine/sql/finding/80-mine.sql <<'SQL'
-- Says something every day.
SELECT 9 AS rank, 'greeting' AS kind, :day AS subject, 3 AS count;
SQL
report 24 --data mine || fault "$(cat err)"
grep -q ' greeting: 2026-11-24, 3\.$' out || fault "not mine: $(cat out)"
echo "SELECT 1 AS kind" >mine/sql/finding/80-mine.sql
report 24 --data mine
[ $? -eq 2 ] || fault "a file without its columns is taken"
grep -q "80-mine.sql: no column 'rank'" err || fault "message: $(cat err)"
exit $faults
