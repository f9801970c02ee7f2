# shellcheck shell=bash disable=SC2154
# A device that is started anew, by command or because somebody pulled the plug.

case_power() {
  reboot_by_command
  lose_power_while_idle
  lose_power_while_fetching
  lose_power_in_the_post_update
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

# Which is after the switch.
lose_power_in_the_post_update() {
  local before
  before=$(head_of one)
  release one "$good_player" $'#!/bin/sh\ntouch /home/r58/in-post-update; sleep 5' >/dev/null
  fleetctl update one --async >/dev/null 2>&1
  await_check 30 "an update is in its post-update program" in_machine one test -e /home/r58/in-post-update
  pull_the_plug "in the post-update program"
  require_true_end "$before"
}

lose_power_while_watching() {
  local before
  before=$(head_of one)
  release one "$good_player" >/dev/null
  fleetctl update one --async >/dev/null 2>&1
  await_check 30 "an update is being watched" is health value '.[0].phase' commands one -n 1
  pull_the_plug "while it is watched"
  require_true_end "$before"
}

# require_true_end BEFORE: what the command's end says is what there is.
require_true_end() {
  await_check 90 "the update has ended" says 'succeeded|failed|rolled_back' last_state
  local state
  state=$(last_state)
  say "        $state: $(value '.[0].result.message' commands one -n 1)"
  if [[ $state == succeeded ]]; then
    check "the checkout is at the new commit" is_not "$1" head_of one
  else
    check "the checkout is at the commit before" is "$1" head_of one
  fi
  check "nothing in it is half written" is '' as_app one "$app" 'git status --porcelain'
  check "the service runs" in_machine one systemctl is-active player
}

last_state() { value '.[0].state' commands one -n 1; }

# The unit "slow" takes a while to start.
lose_power_while_restarting() {
  fleetctl restart venue-two --service slow --async >/dev/null 2>&1
  await_check 20 "a restart is under way" is activating property two slow ActiveState
  pull_the_plug "while a service is restarted" two venue-two
  await_check 60 "the command says that it may have run" says 'failed.*rebooted' \
    value '.[0] | .state + ": " + .result.message' commands venue-two -n 1
  await_check 20 "the service was started with the device" is active property two slow ActiveState
}
