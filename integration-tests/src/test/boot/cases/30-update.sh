# shellcheck shell=bash disable=SC2154
# Updates of a git application that runs as a unit, and what its repository must not be able to do.

case_update() {
  good_update
  bad_update
  update_that_dies_later
  update_that_is_not_well
  update_that_cuts_itself_off
  keep_secrets
  refuse_hostile_settings
}

good_update() {
  local commit
  commit=$(release one "$good_player")
  check "an update succeeds" fleetctl update one
  check "the checkout is at the new commit" is "$commit" head_of one
  await_check 20 "the server knows the version" is "$commit" value .version device show one
}

bad_update() {
  local before
  before=$(head_of one)
  release one "$bad_player" >/dev/null
  as_app one /home/r58/work 'git push -q origin HEAD:bad'
  check "an update that does not come up fails with exit code 1" exits 1 fleetctl update one --branch bad
  cp "$run_dir/said" "$run_dir/bad"
  local phase
  for phase in preflight fetch verify switch restart health rollback; do
    check "it tells of its phase $phase" grep -q "running: $phase" "$run_dir/bad"
  done
  check "it shows what the unit wrote" grep -q 'cannot open the video device' "$run_dir/bad"
  check "it is rolled back" is rolled_back value '.items[0].state' commands one -n 1
  check "the checkout is at the commit before" is "$before" head_of one
  check "the service runs again" in_machine one systemctl is-active player
}

# It is up for a while, and then it is not.
# shellcheck disable=SC2016 # for the device's shell
late_player='#!/bin/sh
echo "player $INVOCATION_ID line 1"
sleep 5
echo "lost the video device" >&2
exit 1'

update_that_dies_later() {
  local before
  before=$(head_of one)
  release one "$late_player" >/dev/null
  check "an update that dies after five seconds fails" exits 1 fleetctl update one
  check "it is rolled back" is rolled_back value '.items[0].state' commands one -n 1
  check "what it wrote is told" says 'lost the video device' fleetctl commands one -n 1 -o json
  check "the checkout is at the commit before" is "$before" head_of one
  check "the service runs again" in_machine one systemctl is-active player
}

# Its unit is up and stays up, but what the device's owner looks at is not well.
update_that_is_not_well() {
  local before
  before=$(head_of one)
  configure one app.conf "APP_HEALTH_COMMAND=/bin/sh -c \"! grep -q unwell $app/player\""
  release one "$good_player"$'\n# unwell' >/dev/null
  check "an update that fails its health check fails" exits 1 fleetctl update one --verify-timeout 20s
  check "it is rolled back" is rolled_back value '.items[0].state' commands one -n 1
  check "the reason names the health command" says 'health: .bin.sh exited with 1' value '.items[0].result.message' commands one -n 1
  check "the checkout is at the commit before" is "$before" head_of one
  check "the service runs again" in_machine one systemctl is-active player
  unconfigure one app.conf APP_HEALTH_COMMAND
}

# Afterwards the device reaches neither the server nor the repository: it has to help itself.
update_that_cuts_itself_off() {
  local before
  before=$(head_of one)
  release one "$good_player" $'#!/bin/sh\nmv /home/r58/player.git /home/r58/away.git; touch /home/r58/cutting; sleep 3' >/dev/null
  fleetctl update one --verify-timeout 40s --async >/dev/null 2>&1
  await_check 30 "an update that breaks the network is under way" in_machine one test -e /home/r58/cutting
  unplug one
  await_check 150 "the device takes it back by itself" is "$before" head_of one
  await_check 60 "its service runs" in_machine one systemctl is-active player
  plug_in one
  in_machine one mv /home/r58/away.git /home/r58/player.git
  await_check 120 "with the network back, the server knows" is rolled_back value '.items[0].state' commands one -n 1
  check "the reason names both" says 'server.*remote|remote.*server' value '.items[0].result.message' commands one -n 1
  in_machine one rm /home/r58/cutting
}

# The post-update program runs as the application's user, with what the runner's unit lets it see.
# shellcheck disable=SC2016 # for the device's shell
spying_post_update='#!/bin/sh
{
  id -un
  for secret in /var/lib/r58-fleet-agent/identity/device.key /etc/r58-fleet/agent.conf /etc/r58-fleet/enrollment.token; do
    cat "$secret" >/dev/null 2>&1 && echo "read $secret"
  done
  touch /etc/r58-fleet/app.conf /opt/r58-fleet/bin/x /etc/systemd/system/x.service 2>/dev/null && echo "wrote"
  for agent in $(pgrep -u r58-fleet-agent); do
    cat "/proc/$agent/environ" >/dev/null 2>&1 && echo "read its environment"
  done
  systemctl --no-ask-password restart systemd-journald 2>/dev/null && echo "restarted"
  sudo -n true 2>/dev/null && echo "was root"
  echo end
} >spied
exit 0'

keep_secrets() {
  release one "$good_player" "$spying_post_update" >/dev/null
  check "an update with a program of the repository's own succeeds" fleetctl update one
  check "the program ran as the application's user, and saw and changed nothing" is "$(printf 'r58\nend')" \
    in_machine one cat "$app/spied"
  in_machine one rm "$app/spied"
}

refuse_hostile_settings() {
  local before
  before=$(head_of one)
  release one "$good_player" >/dev/null
  as_app one "$app" 'git config core.fsmonitor "touch /home/r58/owned"; git config filter.x.smudge "touch /home/r58/owned"'
  check "a checkout whose settings run programs is refused" exits 1 fleetctl update one
  check "the reason names the setting" says 'core.fsmonitor|filter.x' fleetctl commands one -n 1 -o json
  as_app one "$app" 'git config --unset core.fsmonitor; git config --remove-section filter.x'
  check "another remote in the checkout is not believed" other_remote
  as_app one "$app" 'printf "#!/bin/sh\ntouch /home/r58/owned\n" >.git/hooks/post-checkout; chmod +x .git/hooks/post-checkout'
  check "an update with a hook in the checkout succeeds" fleetctl update one
  check "nothing of that ran" fails in_machine one test -e /home/r58/owned
  check "a branch that looks like an option is refused" exits 2 fleetctl update one --branch=--upload-pack=x
}

# Only APP_REMOTE is fetched from, whatever origin says.
other_remote() {
  as_app one "$app" 'git remote set-url origin ext::"touch /home/r58/owned"'
  fleetctl update one || :
  as_app one "$app" 'git remote set-url origin /home/r58/player.git'
  ! in_machine one test -e /home/r58/owned
}
