#!/bin/sh
# SPDX-License-Identifier: MIT
# report.sh PROGRAM ROOT WORK
#
# Reports of a database by name: which period they are about, what is said if
# there is nothing in it, what a broken report says, and that a file is there
# as a whole or not at all. The zone is one where it is noon now, so that no
# midnight comes between.
set -u
program=$1 root=$2 work=$3
faults=0

unset BOUNCESTAT_DB LANG LC_MESSAGES
export HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent LC_ALL=C
TZ=NOON$(($(date -u +%-H) - 12))
export TZ
rm -rf "$work"
mkdir -p "$work" && cd "$work" || exit 2

fault() {
    echo "$*"
    faults=1
}

# run WANTED-STATUS ARGUMENT...: out and err are what it says
run() {
    wanted=$1
    shift
    "$program" "$@" >out 2>err </dev/null
    status=$?
    [ "$status" = "$wanted" ] ||
        fault "$*: exit status $status, not $wanted: $(head -n 3 err)"
}

# says FILE TEXT: a line of it begins so; none: it is empty
says() {
    if [ -z "$2" ]; then
        [ ! -s "$1" ] || fault "$1 is not empty: $(head -n 3 "$1")"
    else
        want=$2 awk 'index($0, ENVIRON["want"]) == 1 { hit = 1 }
            END { exit !hit }' "$1" || fault "no line begins with '$2': $(head -n 5 "$1")"
    fi
}

day() { date -d "12:00 $1 days ago" +%F; }

# line DAYS-AGO DOMAIN STATUS: one attempt at noon of that day
line() {
    case $3 in
    sent) reply='dsn=2.0.0, status=sent (250 ok)' ;;
    *) reply='dsn=5.1.1, status=bounced (host x[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command))' ;;
    esac
    printf '%sT11:30:00%s mx1 postfix/smtp[7]: 4ABC: to=<a@%s>, relay=x[192.0.2.1]:25, delay=1, %s\n' \
        "$(day "$1")" "$(date +%:z)" "$2" "$reply"
}

# Nothing happened three days ago; two days ago all was delivered.
{
    line 9 old.example bounced
    line 8 old.example bounced
    line 7 week.example bounced
    line 4 week.example sent
    line 2 quiet.example sent
    line 1 daily.example bounced
    line 1 daily.example sent
    line 0 today.example bounced
} >mail.log
run 0 ingest --db mail.db mail.log

# The usual periods, as the head says them.
weekday=$(date -d '12:00 1 days ago' +%A)
zone=$(date +%Z)
run 0 report --db mail.db
says out "mail.db   $weekday $(day 1) $zone   Postfix, host mx1"
says out ' Recipients     delivered 1   failed 1 (50.0 % of 2)'
says out ' daily.example'
! grep -Eq '(old|week|quiet|today)[.]example| lines' out || fault "not that day: $(cat out)"
cp out daily
run 0 report daily --db mail.db
cmp -s out daily || fault 'daily is not the default'
run 0 report --db mail.db --lang de
grep -Eq 'mail.db   (Mon|Diens|Mitt|Donners|Frei|Sams|Sonn)[a-z]* ' out ||
    fault "no German day: $(head -n 1 out)"
run 0 report weekly --db mail.db
says out ' Recipients     delivered 3   failed 2'
grep -q "$(day 7) .* $(day 1) $zone" out || fault "no week: $(head -n 2 out)"
[ "$(grep -c "^ $(day 1 | cut -c 1-2)" out)" -ge 4 ] || fault "no days: $(cat out)"
! grep -Eq '(old|today)[.]example' out || fault "not that week: $(cat out)"
run 0 report domains --db mail.db
says out ' old.example'
says out ' today.example'

# A period that is asked for.
run 0 report --db mail.db --all
says out ' old.example'
says out ' today.example'
run 0 report --db mail.db -S today
says out ' today.example'
! grep -q 'daily[.]example' out || fault "not from today on: $(cat out)"
run 0 report --db mail.db --json
grep -q "\"until\": \"$(date -u -d "@$(date -d 00:00 +%s)" +%FT%TZ)\"" out ||
    fault "no range in JSON: $(head -n 6 out)"

# A quiet day, a day without anything, and one that is not in there.
run 0 report --db mail.db -S "$(day 2)" -U "$(day 1)"
says out "mail.db, $(date -d '12:00 2 days ago' +%A) $(day 2) $zone: 1 recipient, all delivered."
run 0 report --db mail.db -S "$(day 3)" -U "$(day 2)"
says out "mail.db, $(date -d '12:00 3 days ago' +%A) $(day 3) $zone: nothing was"
for quiet in 2 3; do
    run 0 report --db mail.db -q -S "$(day $quiet)" -U "$(day $((quiet - 1)))"
    says out ''
    says err ''
done
for period in "-S $(day 20) -U $(day 10)" '-S tomorrow'; do
    # shellcheck disable=SC2086 # words
    run 2 report --db mail.db $period -o never.json
    says out ''
    says err 'bouncestat: mail.db: nothing in it is of that time; it holds '
done
# Nobody knows whether nothing happened or nothing was read: not even -q hides
# that, and after a long weekend it is an error.
line 3 old.example bounced >silent.log
run 0 ingest --db silent.db silent.log
for quiet in '' -q; do
    # shellcheck disable=SC2086 # a word or none
    run 0 report --db silent.db $quiet
    says out "silent.db, $weekday $(day 1) $zone: nothing was delivered"
    grep -q "was at $(day 3) 11:30;" out || fault "not silent since: $(cat out)"
done
run 0 report --db silent.db -S yesterday
run 2 report --db silent.db -S tomorrow
run 0 report --db silent.db --csv
[ "$(wc -l <out)" = 1 ] || fault "not the head alone: $(cat out)"
says out 'domain,delivered,'
line 9 old.example bounced >old.log
run 0 ingest --db old.db old.log
run 2 report --db old.db
says err 'bouncestat: old.db: nothing in it is of that time; it holds '
run 2 report weekly --db old.db -o never.md
run 0 report codes --db old.db

# Databases that hold nothing, or are none.
: >zero.db
run 2 report --db zero.db -o never.txt
says err 'bouncestat: zero.db: no counts that this program can read'
: >empty.log
run 0 ingest --db empty.db empty.log
for name in daily weekly codes; do
    run 2 report $name --db empty.db -o never.csv
    says err "bouncestat: empty.db: nothing was read into it yet; 'bouncestat ingest' does"
done
run 2 report --db empty.db --metrics
says out ''
echo nonsense >none.db
run 2 report --db none.db -o never.txt
says err 'bouncestat: none.db: file is not a database'

# Reports with a fault. Nothing is printed, and no file is made.
mkdir -p bad/sql/report bad/sql/metric
layout() { # layout KEY...: of the report "bad"
    printf '[report bad]\ntitle-en = x\ntitle-de = x\nsections = totals bad\n[section bad]\n' \
        >bad/sql/report/bad.conf
    printf '%s\n' "$@" >>bad/sql/report/bad.conf
}
broken() { # broken MESSAGE
    rm -rf never.*
    for form in '' --json --csv --markdown; do
        run 2 report bad --data bad --db mail.db $form
        says out ''
        says err "bouncestat: $1"
    done
    run 2 report bad --data bad --db mail.db -o never.md
}
layout 'column = a'
broken 'bad/sql/report/bad.conf:5: there is no sql/report/bad.sql'
run 2 --data bad mail.log
says err 'bouncestat: bad/sql/report/bad.conf:5: there is no'
layout 'column = a' 'csv = bad'
broken "bad/sql/report/bad.conf:7: unknown key 'csv' of a section"
layout 'column = a' 'column = b'
sed -i 's/^title-de.*/&\ncsv = bad/' bad/sql/report/bad.conf
echo 'SELECT 1 AS a, 2 AS c' >bad/sql/report/bad.sql
for form in '' --json --markdown; do
    run 2 report bad --data bad --db mail.db $form
    says out ''
    says err "bouncestat: bad/sql/report/bad.conf:8: sql/report/bad.sql has no column 'b'"
done
printf -- '-- Title\nSELECT 1 AS a,\n  nosuch AS b\nFROM counts\n' >bad/sql/report/bad.sql
broken 'bad/sql/report/bad.sql:3: no such column: nosuch'
printf -- '-- Title\n\nSELEC 1 AS a\n' >bad/sql/report/bad.sql
broken 'bad/sql/report/bad.sql:3: near "SELEC": syntax error'
printf -- '-- Title\n/* and\n more */\n\nDELETE FROM tally\n' >bad/sql/report/bad.sql
broken 'bad/sql/report/bad.sql:5: only reading is allowed'
printf 'SELECT 1 AS a, 2 AS b;\nSELECT 3;\n' >bad/sql/report/bad.sql
broken 'bad/sql/report/bad.sql: more than one statement'
rm bad/sql/report/bad.*

# A section that needs history is not in the report of logs.
mkdir -p own/sql/report
sed 's/^sections = inputs/& past/' "$root/sql/report/daily.conf" >own/sql/report/daily.conf
printf '[section past]\nhistory = yes\ntitle-en = The past\ntitle-de = Gestern\ncolumn = a\n' \
    >own/sql/report/past.conf
echo 'SELECT :dated AS a' >own/sql/report/past.sql
run 0 report --data own --db mail.db --all
says out 'The past'
run 0 --data own mail.log
! grep -q 'The past' out || fault "history in the report of a log: $(cat out)"

# So with a metric.
metric() { # metric MESSAGE TEXT
    printf '%b' "$2" >bad/sql/metric/bad.sql
    run 2 report --data bad --db mail.db -o never.prom
    says err "bouncestat: bad/sql/metric/bad.sql$1"
}
metric ': no line ' '-- x\nSELECT 1 AS value'
metric ": not a column 'value'" '-- x\n-- Type: gauge\nSELECT 1 AS number'
metric ": not a column 'value'" '-- x\n-- Type: gauge\nSELECT 1 AS value, 2 AS "a b"'
metric ':3: only reading' '-- x\n-- Type: gauge\nDROP VIEW counts'

# Labels are quoted, what is no number is no sample.
cat >bad/sql/metric/bad.sql <<'END'
-- Say "x" \ y
-- Type: counter
SELECT 'a"b\c' || char(10, 233, 27) AS text, 7 AS more, 1.5 AS value
UNION ALL SELECT 'none', 0, NULL UNION ALL SELECT 'word', 0, 'x'
ORDER BY 1;
END
run 0 report --data bad --db mail.db --metrics
says out "# HELP bouncestat_bad Say 'x' \\\\ y"
says out 'bouncestat_bad_total{text="a\"b\\c\\x0Aé\\x1B",more="7"} 1.5'
[ "$(grep -c '^bouncestat_bad' out)" = 1 ] || fault "samples: $(grep bad out)"
rm bad/sql/metric/bad.sql

# A file is there as a whole, or as it was before.
echo before >kept.json
chmod 604 kept.json
run 2 report --db old.db -o kept.json
[ "$(cat kept.json)" = before ] || fault 'a failed report changed its file'
run 0 report --db mail.db -o kept.json
grep -q '^}$' kept.json || fault 'a report did not replace its file'
[ "$(stat -c %a kept.json)" = 604 ] || fault 'others may read it now'
run 2 report --db mail.db -o /dev/full
says err 'bouncestat: /dev/full: No space left on device'
run 2 report --db mail.db -o no/such/folder.txt
says err 'bouncestat: no/such/folder.txt: No such file or directory'
"$program" report --db mail.db --all >/dev/full 2>err
[ $? = 2 ] || fault 'a full standard output is no fault'
says err 'bouncestat: standard output: No space left on device'

set -- never.* ./*.tmp-*
for file in "$@"; do
    [ ! -e "$file" ] || fault "$file is there"
done
exit $faults
