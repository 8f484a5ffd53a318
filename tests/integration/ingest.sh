#!/bin/sh
# SPDX-License-Identifier: MIT
# ingest.sh PROGRAM
#
# Logs into a database: what is new, and each line once. Runs in an empty folder
# of its own.
program=$1
faults=0
command -v sqlite3 >/dev/null || { echo 'SKIPPED: no sqlite3'; exit 0; }
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
export TZ=UTC LC_ALL=C HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent
unset BOUNCESTAT_DB

fault() {
    echo "$case: $*"
    faults=1
}

begin() { # begin NAME: what the next checks are about
    case=$1
    rm -rf ./* .err
}

line() { # line N [STAMP]: one bounce to domain dN.example
    echo "${2:-Nov 20 08:00:00} mx1 postfix/smtp[7]: 4XyZ$1: to=<zqxlocal$1@d$1.example>," \
        "relay=mx.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.1.1," \
        "status=bounced (host mx.example[192.0.2.1] said: 550 5.1.1 unknown)"
}

lines() { # lines FROM TO
    i=$1
    while [ "$i" -le "$2" ]; do
        line "$i"
        i=$((i + 1))
    done
}

ingest() { # ingest STATUS ARGUMENT...: standard error goes to .err
    want=$1
    shift
    out=$("$program" ingest --db x.db "$@" 2>.err)
    got=$?
    [ "$got" = "$want" ] || fault "ingest $*: exit status $got, not $want: $(cat .err)"
    [ -z "$out" ] || fault "ingest $*: prints $out"
}

ask() { # ask SQL WANTED
    got=$(sqlite3 x.db "$1" 2>&1)
    [ "$got" = "$2" ] || fault "$1: $got, not $2"
}

counted() { # counted N: events in all; each domain once
    ask 'SELECT coalesce(sum(n), 0), count(DISTINCT domain) FROM counts' "$1|$1"
}

silent() {
    [ ! -s .err ] || fault "says $(cat .err)"
}

says() { # says PATTERN
    grep -q -- "$1" .err || fault "does not say '$1', but: $(cat .err)"
}

begin 'nothing new'
lines 1 3 >mail.log
gzip -c mail.log >mail.log.1.gz
ingest 0 mail.log
silent
counted 3
ingest 0 mail.log mail.log.1.gz
touch -d '2001-02-03 04:05:06' x.db
before=$(cksum <x.db)
ingest 0 mail.log mail.log.1.gz
silent
counted 3
[ "$(cksum <x.db)" = "$before" ] || fault 'has written to the database'
[ "$(stat -c %Y x.db)" = "$(date -d '2001-02-03 04:05:06' +%s)" ] ||
    fault 'has written to the database'
[ ! -e x.db-wal ] || fault 'leaves a WAL'
ingest 0 -v mail.log
says 'mail.log: nothing new'

begin 'a half line'
line 1 | head -c 60 >mail.log
ingest 0 mail.log
counted 0
line 1 | tail -c +61 >>mail.log
line 2 | head -c 100 >>mail.log
ingest 0 mail.log
counted 1
line 2 | tail -c +101 >>mail.log
ingest 0 mail.log
counted 2
: >empty
ingest 0 empty
silent
ask 'SELECT count(*), max(lines) FROM inputs' '1|2'

begin 'rotation, copies, links'
lines 1 3 >mail.log
ingest 0 mail.log
mv mail.log mail.log.1
lines 4 5 >>mail.log.1
lines 6 7 >mail.log
ingest 0 -R mail.log
silent
counted 7
cp mail.log.1 copy
ln -s mail.log link
bzip2 -k mail.log.1
xz -c mail.log >mail.log-20261120.xz
zstd -q copy
ingest 0 -R mail.log 'mail.log*' copy link copy.zst mail.log
counted 7
ask 'SELECT count(*), sum(lines) FROM inputs' '2|7'

begin 'the same head'
lines 1 1 >a
cp a b
ingest 0 a b
counted 1
line 2 >>b
ingest 0 b
line 3 >>a
ingest 0 a b
# Line 1 is in both, and that they differ is known since the third run.
ask 'SELECT sum(n), count(DISTINCT domain) FROM counts' '4|3'
ingest 0 a b
ask 'SELECT sum(n), count(DISTINCT domain) FROM counts' '4|3'

begin 'shrunk'
lines 1 9 >mail.log
ingest 0 mail.log
lines 1 4 >mail.log
ingest 0 mail.log
says '^bouncestat: mail.log: shorter than what was read of it before; nothing is counted$'
counted 9
lines 1 10 >mail.log
ingest 0 mail.log
counted 10

begin 'New Year'
line 1 'Dec 31 23:59:58' >mail.log
touch -d '2020-01-02 00:00' mail.log
ingest 0 mail.log
line 2 'Jan  1 00:00:02' >>mail.log
touch -d '2026-11-20 00:00' mail.log
ingest 0 mail.log
cp mail.log copy
ingest 0 copy
ask 'SELECT group_concat(day) FROM (SELECT day FROM counts ORDER BY day)' \
    2019-12-31,2020-01-01

begin 'in parallel'
lines 1 40 >mail.log
for i in 1 2 3 4 5; do
    "$program" ingest --db x.db mail.log 2>>.err &
done
wait
silent
counted 40
ask 'SELECT count(*), sum(lines) FROM inputs' '1|40'

begin 'locked'
lines 1 2 >mail.log
ingest 0 mail.log
line 3 >>mail.log
mkfifo gate
sqlite3 x.db 'BEGIN IMMEDIATE' '.shell echo locked; read line <gate' ROLLBACK >held &
until [ -s held ]; do :; done
ingest 0 mail.log &
reader=$!
echo go >gate # it waits for this
wait "$reader"
counted 3

begin 'twins'
lines 1 2 >mail.log
line 2 >mail.warn.1
mkdir elsewhere
line 3 >elsewhere/syslog
ingest 0 mail.log mail.warn.1 elsewhere/syslog
says '^bouncestat: mail.warn.1: mail.log may hold the same events once more$'
! grep -q syslog .err || fault 'warns of another folder'
ingest 0 -q mail.log mail.warn.1
silent

begin 'exit status'
lines 1 2 >mail.log
echo 'Nov 20 08:00:00 mx1 postfix/smtp[7]: 4XyZ: to=<a@b>, status=' >>mail.log
ingest 0 mail.log
says '^bouncestat: 1 line could not be read'
line 3 >>mail.log
echo 'Nov 20 08:00:00 mx1 postfix/smtp[7]: 4XyZ: to=<a@b>, status=' >>mail.log
ingest 2 --strict mail.log missing.log
says '^bouncestat: missing.log: cannot open'
counted 3
ingest 2
says 'no FILE given'
"$program" ingest mail.log 2>.err
[ $? = 2 ] || fault 'without a database'
says 'no database'
"$program" --db x.db --since today mail.log 2>.err
[ $? = 2 ] || fault '--since with --db'
says '^bouncestat: --since: not with --db'
"$program" --db x.db --json mail.log >report 2>.err || fault 'report'
grep -q '"events": 3,' report || fault "report: $(grep events report)"

begin 'damaged'
lines 1 400 >mail.log
gzip -n mail.log
head -c 1500 mail.log.gz >part.gz
ingest 2 part.gz
says 'part.gz: compressed data ends early'
ask 'SELECT sum(n) BETWEEN 10 AND 399 FROM counts' 1
ingest 2 part.gz
cp mail.log.gz part.gz
ingest 0 part.gz
counted 400

begin 'standard input'
lines 1 3 | ingest 0 -
lines 1 5 | ingest 0 -
counted 5

begin 'file too large'
lines 1 3000 >mail.log
(
    ulimit -f 64
    "$program" ingest --db x.db mail.log 2>.err
    [ $? = 2 ]
) || fault 'exit status of a full disk'
says '^bouncestat: x.db: '
ingest 0 mail.log
counted 3000

begin 'privacy'
lines 1 300 >mail.log
ingest 0 mail.log
lines 301 600 >>mail.log
sqlite3 x.db 'BEGIN' 'SELECT count(*) FROM counts' \
    ".shell '$program' ingest --db x.db mail.log; cp x.db-wal wal" ROLLBACK >/dev/null
[ -s wal ] || fault 'no WAL to look at'
grep -aq 'd601\.example\|d600\.example' x.db wal || fault 'no domain to be found'
! grep -aq zqxlocal x.db wal || fault 'local parts in the database'
[ "$(stat -c %a x.db)" = 640 ] || [ "$(umask)" != 0022 ] || fault 'mode of the file'

begin 'links of strangers'
lines 1 2 >mail.log
mkdir shared
chmod 1777 shared
ln -s ../target shared/x.db
"$program" ingest --db shared/x.db mail.log 2>.err
[ $? = 2 ] || fault 'follows a link'
says 'shared/x.db: a symbolic link'
[ ! -e target ] || fault 'has made the target'
rm shared/x.db
ln -s ../target shared/x.db-wal
"$program" ingest --db shared/x.db mail.log 2>.err
[ $? = 2 ] || fault 'follows a link beside it'
rm shared/x.db-wal
"$program" ingest --db shared/x.db mail.log || fault 'no links'

begin 'termination'
mkfifo pipe
"$program" ingest --db x.db pipe &
reader=$!
exec 9>pipe
lines 1 2000 >&9
kill -TERM "$reader"
exec 9>&-
wait "$reader"
status=$?
[ "$status" = 143 ] || [ "$status" = 0 ] || fault "exit status $status"
lines 1 2000 >mail.log
ingest 0 mail.log
counted 2000
"$program" ingest --db x.db - <pipe 2>.err &
reader=$!
exec 9>pipe
printf '__CURSOR=s=1\nMESSAGE=half an ent' >&9
kill -TERM "$reader"
exec 9>&-
wait "$reader"
silent
exit $faults
