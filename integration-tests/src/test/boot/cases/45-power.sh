# shellcheck shell=bash disable=SC2154
# A device that is started anew, by command or because somebody pulled the plug.

case_power() {
  reboot_by_command
  lose_power_while_idle
  lose_power_while_fetching
  lose_power_in_the_switch
  lose_power_in_the_post_update
  lose_power_in_the_restart
  lose_power_while_watching
  lose_power_while_restarting
}

reboot_by_command() {
  local before
  before=$(boot_id)
  follow_lines
  check "a reboot succeeds" fleetctl reboot one --yes
  check "the device was started anew" is_not "$before" boot_id
  check "its service runs again" in_machine one systemctl is-active player
  require_whole_lines
}

boot_id() { in_machine one cat /proc/sys/kernel/random/boot_id; }

# pull_the_plug WHEN [MACHINE DEVICE]
pull_the_plug() {
  local machine=${2:-one} device=${3:-one}
  cut_power "$machine"
  power_on "$machine"
  await_check 60 "the device is online again after a power cut $1" is online device_status "$device"
}

lose_power_while_idle() {
  follow_lines
  pull_the_plug "while idle"
  check "its service runs" in_machine one systemctl is-active player
  require_whole_lines
}

lose_power_while_fetching() {
  local before
  before=$(head_of one)
  as_app one /home/r58/work 'head -c 150000000 /dev/urandom >video'
  release one "$good_player" >/dev/null
  fleetctl update one --async >/dev/null 2>&1
  await_check 30 "an update is fetching" fetching
  pull_the_plug "while fetching"
  require_true_end "$before"
  as_app one /home/r58/work 'git rm -q video'
  release one "$good_player" >/dev/null
  check "the next update succeeds" fleetctl update one
}

# git writes what comes under such a name.
fetching() { [[ -n $(find "$run_dir/one/root$app/.git/objects" -name 'tmp_*' -print -quit) ]]; }

# With so many files that git is at it for a while.
lose_power_in_the_switch() {
  local before
  before=$(head_of one)
  as_app one /home/r58/work 'mkdir many && cd many && seq -w 30000 | split -l 1 -a 5 -d - file'
  release one "$good_player" >/dev/null
  fleetctl update one --async >/dev/null 2>&1
  await_begun_switch
  cut_power one
  check "the power went with the tree half switched" at_most 29999 files_switched
  power_on one
  await_check 60 "the device is online again after a power cut in the switch" is online device_status one
  require_true_end "$before"
  as_app one /home/r58/work 'git rm -q -r many'
  release one "$good_player" >/dev/null
  check "the next update succeeds" fleetctl update one
}

# Looked at from outside, without a pause, to be in time.
await_begun_switch() {
  local until=$((SECONDS + 60))
  until [[ -d $run_dir/one/root$app/many ]]; do
    ((SECONDS < until)) || die "the switch did not begin"
  done
}

files_switched() { find "$run_dir/one/root$app/many" -type f | wc -l; }

# Which is after the switch.
lose_power_in_the_post_update() {
  local before
  before=$(head_of one)
  release one "$good_player" $'#!/bin/sh\ntouch /home/r58/in-post-update; sleep 5' >/dev/null
  fleetctl update one --async >/dev/null 2>&1
  await_check 90 "an update is in its post-update program" in_machine one test -e /home/r58/in-post-update
  pull_the_plug "in the post-update program"
  require_true_end "$before"
}

# The player that is to be replaced takes its time to end.
# shellcheck disable=SC2016 # for the device's shell
slow_to_end_player='#!/bin/sh
trap "sleep 5; exit 0" TERM
n=0
while :; do
  n=$((n + 1))
  echo "player $INVOCATION_ID line $n"
  sleep 0.2
done'

lose_power_in_the_restart() {
  local before
  release one "$slow_to_end_player" >/dev/null
  check "an update to a player that is slow to end succeeds" fleetctl update one
  before=$(head_of one)
  release one "$good_player" >/dev/null
  fleetctl update one --async >/dev/null 2>&1
  await_check 60 "an update ends the player" is deactivating property one player ActiveState
  pull_the_plug "in an update's restart"
  require_true_end "$before"
}

lose_power_while_watching() {
  local before
  before=$(head_of one)
  release one "$good_player" >/dev/null
  fleetctl update one --async >/dev/null 2>&1
  await_check 90 "an update is being watched" is health value '.items[0].phase' commands one -n 1
  pull_the_plug "while it is watched"
  require_true_end "$before"
}

# require_true_end BEFORE: what the command's end says is what there is.
require_true_end() {
  await_check 90 "the update has ended" says 'succeeded|failed|rolled_back' last_state
  local state
  state=$(last_state)
  say "        $state: $(value '.items[0].result.message' commands one -n 1)"
  if [[ $state == succeeded ]]; then
    check "the checkout is at the new commit" is_not "$1" head_of one
  else
    check "the checkout is at the commit before" is "$1" head_of one
  fi
  check "nothing in it is half written" is '' as_app one "$app" 'git status --porcelain'
  check "the service runs" in_machine one systemctl is-active player
}

# The unit "slow" takes a while to start.
lose_power_while_restarting() {
  fleetctl restart venue-two --service slow --async >/dev/null 2>&1
  await_check 20 "a restart is under way" is activating property two slow ActiveState
  pull_the_plug "while a service is restarted" two venue-two
  await_check 60 "the command says that it may have run" says 'failed.*rebooted' \
    value '.items[0] | .state + ": " + .result.message' commands venue-two -n 1
  await_check 20 "the service was started with the device" is active property two slow ActiveState
}
