# shellcheck shell=bash disable=SC2154
# Clocks, disks, units and repositories that are not as they should be.

case_strain() {
  set_clocks_wrong
  fill_the_disk
  restart_what_never_starts
  update_what_is_not_ours
  upgrade_under_a_command
}

# A device without a battery for its clock, and a server that nobody looks after.
set_clocks_wrong() {
  fake_clock server fleetd +1d
  await_check 60 "devices are online at a server whose clock is a day ahead" is 2 online_devices
  check "commands work" fleetctl restart one
  real_clock server fleetd
  fake_clock one r58-fleet-agent -1d
  await_check 60 "a device whose clock is a day behind is online" is online device_status one
  check "commands work" fleetctl restart one
  check "its log is found by when it came" says 'player .* line' fleetctl logs one --since 1m
  real_clock one r58-fleet-agent
  await_check 60 "it is online with its clock put right" is online device_status one
}

# fake_clock MACHINE UNIT OFFSET: the unit's programs see another time of day.
fake_clock() {
  put "$1" 0644 "/etc/systemd/system/$2.service.d/clock.conf" <<END
[Service]
Environment=LD_PRELOAD=$(in_machine "$1" sh -c 'echo /usr/lib/*/faketime/libfaketime.so.1')
Environment=FAKETIME=$3 FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_NO_CACHE=1
END
  in_machine "$1" systemctl daemon-reload
  in_machine "$1" systemctl restart "$2"
}

real_clock() {
  in_machine "$1" rm -r "/etc/systemd/system/$2.service.d/clock.conf"
  in_machine "$1" rmdir --ignore-fail-on-non-empty "/etc/systemd/system/$2.service.d"
  in_machine "$1" systemctl daemon-reload
  in_machine "$1" systemctl restart "$2"
}

fill_the_disk() {
  local before
  before=$(invocation one player)
  small_state
  in_machine one sh -c 'cat /dev/zero >/var/lib/r58-fleet-agent/filler 2>/dev/null' || :
  check "a command for a device whose disk is full fails" exits 1 fleetctl restart one
  check "the reason names it" says 'No space left|disk is full' value '.items[0].result.message' commands one -n 1
  check "nothing was restarted" is "$before" invocation one player
  check "the device is online all the same" is online device_status one
  in_machine one rm /var/lib/r58-fleet-agent/filler
  await_check 30 "with room again, commands work" fleetctl restart one
  real_state
}

# The agent's state on a small file system of its own.
small_state() {
  in_machine one sh -ec '
    systemctl stop r58-fleet-agent
    cd /var/lib && mv r58-fleet-agent r58-fleet-agent.kept && mkdir r58-fleet-agent
    mount -t tmpfs -o size=8m tmpfs r58-fleet-agent
    cp -a r58-fleet-agent.kept/. r58-fleet-agent/
    systemctl start r58-fleet-agent'
  await_check 30 "the device is online" is online device_status one
}

real_state() {
  in_machine one sh -ec '
    systemctl stop r58-fleet-agent
    cd /var/lib && cp -a r58-fleet-agent/. r58-fleet-agent.kept/
    umount r58-fleet-agent && rmdir r58-fleet-agent && mv r58-fleet-agent.kept r58-fleet-agent
    systemctl start r58-fleet-agent'
  await_check 30 "the device is online" is online device_status one
}

restart_what_never_starts() {
  check "a restart of a unit that ends at once fails" exits 1 fleetctl restart venue-two --service broken
  check "it tells the unit's last lines" says 'no camera' fleetctl commands venue-two -n 1 -o json
  check "a restart of a unit that never gets ready fails" exits 1 fleetctl restart venue-two --service stuck
  check "it tells the unit's state" says 'stuck.*(failed|activating|timeout)' value '.items[0].result.message' commands venue-two -n 1
}

update_what_is_not_ours() {
  local before
  before=$(head_of one)
  as_app one /home/r58/work 'git -c protocol.file.allow=always submodule add -q ../player.git part 2>/dev/null
    git config -f .gitmodules submodule.part.update "!touch /home/r58/owned"
    git config -f .gitmodules submodule.part.url "ext::touch /home/r58/owned"'
  release one "$good_player" >/dev/null
  check "an update with a submodule succeeds" fleetctl update one
  check "the submodule was left alone" fails in_machine one test -e /home/r58/owned -o -e "$app/part/.git"
  as_app one /home/r58/work 'git rm -qf part .gitmodules'
  before=$(head_of one)
  release one "$good_player" >/dev/null
  in_machine one chown -R root:root "$app/.git"
  check "a repository of another user is refused" exits 1 fleetctl update one
  check "the reason says so" says '[Pp]ermission' value '.items[0].result.message' commands one -n 1
  in_machine one chown -R r58:r58 "$app/.git"
  check "nothing was changed" is "$before" head_of one
  check "given back, it is updated" fleetctl update one
}

# The agent's programs are exchanged and it is restarted while its runner works.
upgrade_under_a_command() {
  local before
  before=$(head_of one)
  release one "$good_player" $'#!/bin/sh\ntouch /home/r58/upgrading; sleep 8' >/dev/null
  fleetctl update one --async >/dev/null 2>&1
  await_check 30 "an update is under way" in_machine one test -e /home/r58/upgrading
  check "the agent is installed again" says 'is online at' install_on one agent
  require_true_end "$before"
  release one "$good_player" >/dev/null
  check "the next update succeeds" fleetctl update one
}
