#!/bin/sh
# SPDX-License-Identifier: MIT
# journal.sh PROGRAM
#
# ingest --journal: what is new in a journal, once, and no forged line. Runs in
# an empty folder of its own.
program=$1
sample=$(cd "$(dirname "$0")/../../samples/journal" && pwd)/mail.export
export_file=mail.export
remote=/lib/systemd/systemd-journal-remote
faults=0
"$program" --version | grep -q 'without libsystemd' && { echo 'SKIPPED: no libsystemd'; exit 0; }
[ -x $remote ] || { echo 'SKIPPED: no systemd-journal-remote'; exit 0; }
command -v sqlite3 >/dev/null || { echo 'SKIPPED: no sqlite3'; exit 0; }
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
export TZ=UTC LC_ALL=C HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent
unset BOUNCESTAT_DB
mkdir j

fault() {
    echo "$*"
    faults=1
}

ingest() { # ingest STATUS ARGUMENT...
    want=$1
    shift
    "$program" ingest --db x.db "$@" 2>err
    got=$?
    [ $got = "$want" ] || fault "ingest $*: exit status $got: $(cat err)"
}

all='SELECT domain, outcome, code, dsn, n FROM counts ORDER BY 1, 2, 3, 4'
counts() { # counts N: events, also in the journal's row of inputs
    got=$(sqlite3 x.db 'SELECT sum(n), count(DISTINCT domain) FROM counts')
    [ "$got" = "$1" ] || fault "counts: $got, not $1"
}

# The message of two lines goes with its length, in eight bytes.
{
    sed -n '/^MESSAGE=.*\\n/q; p' "$sample"
    message=$(sed -n '/^MESSAGE=.*\\n/s/^MESSAGE=//p' "$sample")
    message=$(printf %b "$message")
    printf "MESSAGE\\n\\$(printf %o ${#message})\\0\\0\\0\\0\\0\\0\\0%s\\n" "$message"
    sed '1,/^MESSAGE=.*\\n/d' "$sample"
} >"$export_file"
$remote -o j/x.journal "$export_file" >/dev/null 2>remote.err || fault "$(cat remote.err)"
ingest 0 --journal --journal-directory j
[ ! -s err ] || fault "says $(cat err)"
counts '3|3'
grep -a '4XyZ[123]:' "$export_file" |
    sed 's/^MESSAGE=/2026-11-20T08:00:00+00:00 mx1 postfix\/smtp[7]: /' >mail.log
"$program" ingest --db y.db mail.log || fault 'the same as text'
[ "$(sqlite3 x.db "$all")" = "$(sqlite3 y.db "$all")" ] || fault 'differs from the same as text'
[ "$(sqlite3 x.db 'SELECT lines FROM inputs')" = 4 ] || fault 'lines'

# The same journal, as journalctl writes it: the entries of cron are with it.
for form in export json json-seq; do
    rm -f y.db
    journalctl --directory j -o $form >"$form"
    "$program" ingest --db y.db - <"$form" 2>err || fault "$form: $(cat err)"
    [ "$(sqlite3 x.db "$all")" = "$(sqlite3 y.db "$all")" ] || fault "$form differs"
    [ "$(sqlite3 y.db 'SELECT lines, foreign_lines FROM inputs')" = '5|1' ] || fault "$form: lines"
    gzip "$form"
    "$program" ingest --db y.db "$form.gz" || fault "$form.gz"
    [ "$(sqlite3 y.db 'SELECT sum(lines) FROM inputs')" = 5 ] || fault "$form: twice"
done
# Each form begins with the same lines, so the last database knows them all.
for form in export json; do
    zcat "$form.gz" | "$program" ingest --db y.db - || fault "$form once more"
    [ "$(sqlite3 y.db 'SELECT sum(lines) FROM inputs')" = 5 ] || fault "$form: once more"
done
zcat export.gz | head -c 1000 | "$program" events - >events 2>err
[ $? = 2 ] || fault 'cut off: exit status'
grep -q '^bouncestat: standard input: export of the journal ends early, after 1 lines' err ||
    fault "cut off: says $(cat err)"
grep -c . events | grep -qx 1 || fault 'cut off: events'
journalctl --directory j -o json-pretty | "$program" - >/dev/null 2>err
grep -q 'use journalctl -o json$' err || fault "json-pretty: says $(cat err)"

ingest 0 -v --journal --journal-directory j
grep -q 'j: nothing new' err || fault "says $(cat err)"
counts '3|3'

later() { # later FILE DOMAIN TIME: more entries
    sed "s/d\\([1-3]\\)\\.example/$2\\1.example/; s/^__REALTIME_TIMESTAMP=1795/__REALTIME_TIMESTAMP=$3/
        s/__MONOTONIC_TIMESTAMP=/&$3/; /^__CURSOR/d" "$export_file" >later.export
    $remote -o "$1" later.export >/dev/null 2>remote.err || fault "$(cat remote.err)"
}
later j/y.journal e 1796
ingest 0 --journal --journal-directory j
counts '6|6'
ingest 0 --journal --journal-directory j
counts '6|6'

# Entries of more than one block, and one that is longer than a line.
mkdir big
awk 'BEGIN {
    while (length(x) < 70000) x = x "xxxxxxxxxx"
    for (i = 1; i <= 4000; i++)
        printf "__REALTIME_TIMESTAMP=%d000000\n__MONOTONIC_TIMESTAMP=%d000\n" \
            "_BOOT_ID=0123456789abcdef0123456789abcdef\n_HOSTNAME=mx1\n" \
            "SYSLOG_FACILITY=2\nSYSLOG_IDENTIFIER=postfix/smtp\nSYSLOG_PID=7\n" \
            "MESSAGE=4XyZ%d: to=<a@d%d.example>, relay=mx.example[192.0.2.1]:25, delay=1, " \
            "delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example[192.0.2.1] said: " \
            "550 5.1.1 unknown%s)\n\n", 1795161600 + i, i, i, i, i == 2000 ? x : ""
}' >big.export
$remote -o big/x.journal big.export >/dev/null 2>remote.err || fault "$(cat remote.err)"
"$program" ingest --db big.db --journal --journal-directory big 2>err || fault "big: $(cat err)"
for form in export json; do
    journalctl --directory big -a -o $form | "$program" ingest --db "big-$form.db" - ||
        fault "big, $form"
done
for db in big.db big-export.db big-json.db; do
    [ "$(sqlite3 $db 'SELECT sum(n), count(DISTINCT domain) FROM counts')" = '4000|4000' ] ||
        fault "$db: events"
    [ "$(sqlite3 $db 'SELECT lines, cut_lines FROM inputs')" = '4000|1' ] ||
        fault "$db: $(sqlite3 $db 'SELECT lines, cut_lines FROM inputs') lines"
done

# The entry that was read last is gone: that is news once others follow, and once.
rm j/y.journal
ingest 0 --journal --journal-directory j
[ ! -s err ] || fault "gone, nothing follows: says $(cat err)"
counts '6|6'
later j/z.journal f 1797
ingest 0 --journal --journal-directory j
grep -q 'j: the entry that was read last is gone' err || fault "says $(cat err)"
counts '9|9'
ingest 0 --journal --journal-directory j
[ ! -s err ] || fault "gone, once more: says $(cat err)"
counts '9|9'

# A path that is not UTF-8.
bad=$(printf 'b\377d')
cp -r j "$bad"
"$program" ingest --db bad.db --journal --journal-directory "$bad" || fault 'not UTF-8'
[ "$(sqlite3 bad.db "SELECT count(*) FROM journal WHERE identity GLOB '*b'||char(65533)||'d'")" = 1 ] ||
    fault "not UTF-8: $(sqlite3 bad.db 'SELECT identity FROM journal')"

reaches() { # reaches N WHAT: waits until so much is counted
    tries=0
    until [ "$(sqlite3 x.db 'SELECT sum(n) FROM counts')" = "$1" ]; do
        tries=$((tries + 1))
        if [ $tries -gt 600 ] || ! kill -0 "$follower"; then
            fault "follow, $2: $(sqlite3 x.db 'SELECT sum(n) FROM counts'), not $1"
            return
        fi
        sleep 0.05
    done
}
"$program" ingest --db x.db -f --journal --journal-directory j 2>err &
follower=$!
trap 'kill $follower 2>/dev/null; rm -rf "$folder"' EXIT
later j/z.journal g 1798
reaches 12 'growth'
later j/zz.journal h 1799
reaches 15 'another file'
mv j/zz.journal j/zz@1.journal
later j/zz.journal i 1800
reaches 18 'rotated'
sqlite3 x.db 'BEGIN IMMEDIATE; ROLLBACK' || fault 'keeps others from writing'
kill -TERM "$follower"
wait "$follower"
status=$?
[ $status = 143 ] || fault "SIGTERM: exit status $status"
[ ! -s err ] || fault "follow: says $(cat err)"
trap 'rm -rf "$folder"' EXIT
"$program" ingest --db x.db -f --journal --journal-directory j 2>err &
follower=$!
kill -TERM "$follower"
wait "$follower"
ingest 0 --journal --journal-directory j
counts '18|18'

ingest 2 --journal mail.log
grep -q -- '--journal: not with FILE' err || fault "says $(cat err)"
ingest 2 --journal-directory j
mkdir empty
ingest 2 --journal --journal-directory empty
exit $faults
