# shellcheck shell=bash disable=SC2154
# The journal as it lives on a device: it is rotated, and what is old goes.

case_logs() {
  rotate_the_journal
  vacuum_the_journal
  vacuum_what_was_not_read
}

rotate_the_journal() {
  follow_lines
  in_machine one journalctl --rotate
  await_check 30 "lines arrive from the new journal" a_line_after "$(last_line)"
  require_whole_lines
}

vacuum_the_journal() {
  follow_lines
  in_machine one journalctl --rotate
  await_check 30 "lines arrive before the old journal goes" a_line_after "$(last_line)"
  in_machine one journalctl --quiet --vacuum-size=1
  await_check 30 "lines arrive after it" a_line_after "$(last_line)"
  require_whole_lines
}

# While the agent is away, which is the same as a device that could not reach its server for weeks.
vacuum_what_was_not_read() {
  follow_lines
  in_machine one systemctl stop r58-fleet-agent
  in_machine one journalctl --sync
  in_machine one journalctl --rotate
  in_machine one journalctl --quiet --vacuum-size=1
  in_machine one systemctl start r58-fleet-agent
  await_check 60 "the log says where lines may be missing" grep -q 'may be missing' "$run_dir/followed"
  await_check 30 "lines arrive after that" a_line_after "$(last_line)"
  kill_tree "$follower"
  sed -i '1,/may be missing/d' "$run_dir/followed"
  check "from there on no line is missing and none came twice" lines_are_whole "$run_dir/followed"
}

# a_line_after LINE: it has arrived, and another one.
a_line_after() { sed "1,/$1/d" "$run_dir/followed" | grep -q 'player .* line'; }
