# shellcheck shell=bash disable=SC2154
# How a case says what must hold. The first thing that does not ends the run.

say() { printf '%s\n' "$*"; }

die() {
  printf 'boot: %s\n' "$*" >&2
  exit 1
}

heading() { printf '\n-- %s (%d s)\n' "$1" "$SECONDS"; }

# eventually SECONDS COMMAND...
eventually() {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < until)) || return 1
    sleep 0.3
  done
}

passed=0

# check TEXT COMMAND...: it succeeds at once.
check() { await_check 0 "$@"; }

# await_check SECONDS TEXT COMMAND...: it succeeds within that time.
await_check() {
  local seconds=$1 text=$2
  shift 2
  if eventually "$seconds" "$@" >"$run_dir/said" 2>&1; then
    passed=$((passed + 1))
    printf 'ok      %s\n' "$text"
  else
    printf 'FAILED  %s\n' "$text"
    printf '        %s\n' "$(printf '%q ' "$@")"
    tail -n 30 "$run_dir/said"
    explain
    exit 1
  fi
}

# What a failure leaves to look at.
explain() {
  local name
  for name in "${!machine_address[@]}"; do
    printf -- '--- %s: journal of the fleet\n' "$name"
    in_machine "$name" journalctl --no-pager --quiet -o short-precise -n 25 -u 'r58-fleet-*' -u fleetd || :
  done
}

# exits CODE COMMAND...
exits() {
  local wanted=$1 code=0
  shift
  "$@" || code=$?
  echo "exit code $code, wanted $wanted"
  [[ $code -eq $wanted ]]
}

# is WANTED COMMAND...: what it prints.
is() {
  local wanted=$1 found
  shift
  found=$("$@") || return 1
  echo "wanted: $wanted, found: $found"
  [[ $found == "$wanted" ]]
}

# is_not UNWANTED COMMAND...
is_not() {
  local unwanted=$1 found
  shift
  found=$("$@") || return 1
  echo "found: $found"
  [[ -n $found && $found != "$unwanted" ]]
}

# says PATTERN COMMAND...: whatever its exit code.
says() {
  local pattern=$1 found
  shift
  found=$("$@" 2>&1) || :
  echo "$found"
  grep -qE -- "$pattern" <<<"$found"
}

# fails COMMAND...
fails() { ! "$@"; }

# at_most LIMIT COMMAND...: the number it prints.
at_most() {
  local limit=$1 found
  shift
  found=$("$@") || return 1
  echo "wanted at most $limit, found: $found"
  awk -v found="$found" -v limit="$limit" 'BEGIN { exit !(found + 0 <= limit + 0 && found != "") }'
}

# at_least LIMIT COMMAND...: the number it prints.
at_least() {
  local limit=$1 found
  shift
  found=$("$@") || return 1
  echo "wanted at least $limit, found: $found"
  [[ $found -ge $limit ]]
}
