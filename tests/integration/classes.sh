#!/bin/sh
# SPDX-License-Identifier: MIT
# What `explain` says of each reply in a table of cases.
#   classes.sh PROGRAM CASES
set -eu
program=$1 cases=$2
tab=$(printf '\t')
count=0 wrong=0

value() { # KEY, of the verdict on standard input
  sed -n 's/^ *"'"$1"'": "\([a-z_]*\)",*$/\1/p' | head -n 1
}

while IFS=$tab read -r name class severity reply; do
  case $name in '#'* | case) continue ;; esac
  said=$("$program" explain --json "$reply" || true)
  got="$(printf '%s\n' "$said" | value class)"
  got="$got $(printf '%s\n' "$said" | value severity)"
  count=$((count + 1))
  if [ "$got" != "$class $severity" ]; then
    wrong=$((wrong + 1))
    printf '%s: %s, not %s %s: %s\n' "$name" "$got" "$class" "$severity" \
      "$reply"
  fi
done <"$cases"
echo "$count cases, $wrong wrong"
[ "$count" -gt 0 ] && [ "$wrong" -eq 0 ]
