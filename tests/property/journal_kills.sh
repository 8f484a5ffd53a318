#!/bin/sh
# SPDX-License-Identifier: MIT
# journal_kills.sh PROGRAM [SEED [STEPS]]
#
# However often ingest --journal, following or not, is killed while a journal
# grows: in the end the database holds the same as that of one run over all of
# it.
program=$1
seed=${2:-$(date +%s)}
steps=${3:-150}
remote=/lib/systemd/systemd-journal-remote
"$program" --version | grep -q 'without libsystemd' && { echo 'SKIPPED: no libsystemd'; exit 0; }
[ -x $remote ] || { echo 'SKIPPED: no systemd-journal-remote'; exit 0; }
command -v sqlite3 >/dev/null || { echo 'SKIPPED: no sqlite3'; exit 0; }
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
export TZ=UTC LC_ALL=C HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent
unset BOUNCESTAT_DB
mkdir j
echo "seed $seed, $steps steps"

# entries FILE FROM TO: of the journal; some are no mail.
entries() {
    awk -v from="$2" -v to="$3" 'BEGIN {
        for (i = from; i < to; i++)
            printf "__REALTIME_TIMESTAMP=%d000000\n__MONOTONIC_TIMESTAMP=%d000\n" \
                "_BOOT_ID=0123456789abcdef0123456789abcdef\n_HOSTNAME=mx1\n" \
                "SYSLOG_FACILITY=%d\nSYSLOG_IDENTIFIER=postfix/smtp\nSYSLOG_PID=7\n" \
                "MESSAGE=4XyZ%d: to=<a@d%d.example>, relay=mx.example[192.0.2.1]:25, delay=1, " \
                "delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example[192.0.2.1] said: " \
                "550 5.1.1 unknown)\n\n", 1795161600 + i, i, i % 9 ? 2 : 9, i, i % 300
    }' >export
    $remote -o "$1" export >/dev/null 2>err || { cat err; exit 1; }
}

dump() { # dump DATABASE: all that it says of the journal
    sqlite3 "$1" 'SELECT hour, day, host, outcome, domain, code, dsn, class, n FROM counts ORDER BY 1, 5' \
        'SELECT sum(lines), sum(matched_lines), sum(ignored_lines), sum(read_offset) FROM inputs' \
        'SELECT domain, first_seen, last_seen FROM domain_codes ORDER BY 1'
}

# What each step does: the number of new entries, or "run", with the option and
# the seconds until the kill.
awk -v seed="$seed" -v steps="$steps" 'BEGIN {
    srand(seed)
    for (i = 0; i < steps; i++)
        if (i == 0 || rand() < 0.2)
            print "grow", int(rand() * rand() * 4000) + 1, int(rand() * 3)
        else
            print "run", rand() < 0.4 ? "--follow" : "--quiet", 0.001 + rand() * 0.06
}' >plan
last=0
runs=0
kills=0
while read -r what first second; do
    if [ "$what" = grow ]; then
        entries "j/$second.journal" $last $((last + first))
        last=$((last + first))
        continue
    fi
    timeout -s KILL "$second" "$program" ingest --db x.db --journal --journal-directory j "$first" \
        >/dev/null 2>err
    status=$?
    runs=$((runs + 1))
    [ $status != 137 ] || kills=$((kills + 1))
    [ $status = 137 ] || [ $status = 0 ] || { echo "exit status $status: $(cat err)"; exit 1; }
done <plan
"$program" ingest --db x.db --journal --journal-directory j || exit 1
"$program" ingest --db whole.db --journal --journal-directory j || exit 1
dump x.db >have
dump whole.db >want
echo "$last entries, $runs runs, $kills of them killed"
[ "$(wc -l <want)" -gt 100 ] || { echo 'the journal says little'; exit 1; }
[ $kills -gt 10 ] || { echo 'too few kills'; exit 1; }
cmp have want
