# shellcheck shell=bash disable=SC2154
# What happens to a device in the field: it is defined, seen, and mended without a hand on the device.

case_faults() {
  lose_the_uplink
  reboot_by_command
  lose_power_in_an_update
}

lose_the_uplink() {
  fleetctl logs one -f -n 0 >"$run_dir/followed-cut" 2>&1 &
  local follower=$!
  await_check 15 "lines arrive" lines_are_whole "$run_dir/followed-cut"
  unplug one
  await_check 60 "a device without its uplink is offline within 60 s" is offline device_status one
  check "a command for it waits" exits 8 fleetctl restart one --timeout 1s
  plug_in one
  await_check 60 "it is online again when the uplink is back" is online device_status one
  await_check 30 "the command that waited has succeeded" is succeeded value '.[0].state' commands one -n 1
  await_check 30 "what it wrote meanwhile arrives" says 'line 2$' tail -n 20 "$run_dir/followed-cut"
  kill "$follower"
  check "no line is missing and none came twice" lines_are_whole "$run_dir/followed-cut"
}

reboot_by_command() {
  local before
  before=$(boot_id)
  check "a reboot succeeds" fleetctl reboot one --yes
  check "the device was started anew" is_not "$before" boot_id
  check "its service runs again" in_machine one systemctl is-active player
}

boot_id() { in_machine one cat /proc/sys/kernel/random/boot_id; }

# Cut in the middle of the post-update program, which is after the switch.
lose_power_in_an_update() {
  local before after
  before=$(head_of one)
  after=$(release one "$good_player" $'#!/bin/sh\ntouch /tmp/in-post-update; sleep 5')
  fleetctl update one >"$run_dir/update" 2>&1 &
  local update=$!
  await_check 30 "an update is in its post-update program" in_machine one test -e /tmp/in-post-update
  cut_power one
  power_on one
  await_check 60 "the device is online again after the power cut" is online device_status one
  await_check 60 "the update has ended" says 'succeeded|rolled_back' value '.[0].state' commands one -n 1
  wait "$update" || :
  local state
  state=$(value '.[0].state' commands one -n 1)
  say "        it is $state"
  if [[ $state == succeeded ]]; then
    check "the checkout is whole, at the new commit" is "$after" head_of one
  else
    check "the checkout is whole, at the commit before" is "$before" head_of one
  fi
  check "nothing in it is half written" is '' as_app one "$app" 'git status --porcelain'
  check "the service runs" in_machine one systemctl is-active player
}
