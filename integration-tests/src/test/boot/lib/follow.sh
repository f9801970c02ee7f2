# shellcheck shell=bash disable=SC2154
# The log of device one, followed by fleetctl through whatever happens meanwhile.

follow_lines() {
  : >"$run_dir/followed"
  fleetctl logs one -f -n 0 >>"$run_dir/followed" 2>&1 &
  follower=$!
  await_check 30 "lines arrive" at_least 5 lines_followed
}

# The last line of the service's journal arrives, and all before it.
require_whole_lines() {
  local last
  last=$(last_line)
  await_check 60 "what it wrote meanwhile arrives" grep -qF "$last" "$run_dir/followed"
  kill_tree "$follower"
  check "no line is missing and none came twice" lines_are_whole "$run_dir/followed"
}

last_line() { in_machine one journalctl --quiet --no-pager -o cat -u player -n 20 | grep line | tail -n 1; }

lines_followed() { grep -c 'player [0-9a-f]* line' "$run_dir/followed" || :; }

# Each invocation of the player numbers its lines.
lines_are_whole() {
  sed -n 's/.*player \([0-9a-f]*\) line \([0-9]*\).*/\1 \2/p' "$1" |
    awk '{ if (($1 in last) && $2 != last[$1] + 1) { print "invocation " $1 ": " $2 " after " last[$1]; bad = 1 } last[$1] = $2 }
         END { exit bad || NR == 0 }'
}

# kill_tree PID: and what it started; nsenter passes no signal on.
kill_tree() {
  local child
  for child in $(pgrep -P "$1"); do kill_tree "$child"; done
  kill "$1" 2>/dev/null || :
}
