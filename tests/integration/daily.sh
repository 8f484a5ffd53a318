#!/bin/sh
# SPDX-License-Identifier: MIT
# daily.sh PROGRAM BUILD ROOT WORK
#
# What is installed for daily use holds before systemd's own checks, and the
# configuration and the crontab before ours.
set -u
program=$1 build=$2 root=$3 work=$4
faults=0

fault() {
    echo "$*"
    faults=1
}

rm -rf "$work"
mkdir -p "$work" && cd "$work" || exit 2

# Each command of the crontab and of the units is one that there is, with
# options that it takes.
sed -n 's/^[#*0-9].* bouncestat  *bouncestat //p' \
    "$root/samples/cron.d/bouncestat" | sed 's/|.*//' >commands
sed -n 's/^ExecStart=[^ ]*bouncestat //p' "$build"/bouncestat*.service >>commands
[ "$(wc -l <commands)" -eq 5 ] || fault "not all commands were found"
while read -r command; do
    HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent \
        sh -c "\"$program\" $command --help" >out 2>&1 ||
        fault "bouncestat $command: $(cat out)"
done <commands

# The configuration, but for its database.
sed "s|^db .*|db = $work/mail.db|" "$root/samples/bouncestat.conf" >my.conf
"$program" --db mail.db --year 2026 -q "$root/samples/postfix/mail.log" >out ||
    fault "no database"
"$program" prune --config my.conf >out 2>&1 || fault "prune: $(cat out)"

# The journal, which this host may have or not.
printf 'db = journal.db\njournal = yes\n' >journal.conf
"$program" ingest --config journal.conf --quiet >out 2>&1 ||
    grep -q '^bouncestat: journal: ' out || fault "journal = yes: $(cat out)"
echo 'files = mail.log' >>journal.conf
"$program" ingest --config journal.conf >out 2>&1
[ $? -eq 2 ] && grep -q "both 'files' and 'journal = yes'" out ||
    fault "files and journal: $(cat out)"

if command -v systemd-analyze >/dev/null; then
    for unit in "$build"/bouncestat*.service; do
        sed "s|^ExecStart=[^ ]*|ExecStart=$program|" "$unit" \
            >"$(basename "$unit")"
    done
    cp "$root"/samples/systemd/*.timer .
    systemd-analyze verify --man=no ./bouncestat*.service ./bouncestat*.timer \
        >out 2>&1 || fault "systemd-analyze verify fails"
    [ ! -s out ] || fault "systemd-analyze verify: $(cat out)"
    systemd-analyze security --offline=yes --threshold=20 \
        ./bouncestat*.service >out 2>&1 || fault "$(tail -n 1 out)"
else
    echo "SKIPPED: no systemd-analyze"
fi
exit $faults
