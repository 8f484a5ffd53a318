#!/bin/sh
# SPDX-License-Identifier: MIT
# sums.sh PROGRAM LOG...
#
# The report's counts are the sums of the events, log by log and all together.
command -v jq >/dev/null 2>&1 || { echo 'SKIPPED: no jq'; exit 0; }
program=$1
shift
faults=0
TZ=UTC
export TZ

totals='.totals | {delivered, relayed, deferred, bounced, expired, rejected, tempfailed, probes}'
events='[inputs | if .direction == "probe" then "probes" else .outcome end] as $all
    | reduce ("delivered", "relayed", "deferred", "bounced", "expired", "rejected", "tempfailed", "probes") as $key
        ({}; .[$key] = ([$all[] | select(. == $key)] | length))'
domains='[.by.domain[] | select(.delivered + .deferred + .failed + .rejected + .tempfailed + .relayed > 0)
    | [.domain, .delivered, .relayed, .deferred, .bounced, .expired, .rejected, .tempfailed]] | sort'
by_domain='[inputs | select(.direction != "probe") | {domain, outcome}] | group_by(.domain)
    | map([.[0].domain] + [(map(.outcome) as $all
        | ("delivered", "relayed", "deferred", "bounced", "expired", "rejected", "tempfailed")
        | . as $key | [$all[] | select(. == $key)] | length)]) | sort'

compare() { # compare WHAT REPORT EVENTS
    [ "$2" = "$3" ] && [ -n "$2" ] && return
    printf '%s:\nreport: %s\nevents: %s\n' "$1" "$2" "$3"
    faults=1
}

check() {
    compare "totals of $*" \
        "$("$program" -q --year 2026 -j1 --json "$@" | jq -c "$totals")" \
        "$("$program" events -q --year 2026 "$@" | jq -nc "$events")"
    compare "domains of $*" \
        "$("$program" -q --year 2026 --json -n 0 --by domain "$@" | jq -c "$domains")" \
        "$("$program" events -q --year 2026 "$@" | jq -nc "$by_domain")"
}

for log in "$@"; do
    check "$log"
done
check "$@"
exit $faults
