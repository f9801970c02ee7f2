# shellcheck shell=bash disable=SC2154
# A device that is on air is left alone until it is not.

case_air() {
  configure one agent.conf BUSY_FILE=/run/recording
  restart_that_waits
  update_that_waits
  unconfigure one agent.conf BUSY_FILE
}

restart_that_waits() {
  local before
  before=$(invocation one player)
  in_machine one touch /run/recording
  check "a restart of a device on air is still pending when the wait ends" exits 8 fleetctl restart one --timeout 5s
  check "it says why it waits" says 'on air' value '.items[0] | .state + ": " + .reason' commands one -n 1
  check "the service was not disturbed" is "$before" invocation one player
  check "the agent is started anew" in_machine one systemctl restart r58-fleet-agent
  await_check 30 "it waits on" is waiting last_state
  check "the service was not disturbed by that" is "$before" invocation one player
  in_machine one rm /run/recording
  await_check 40 "off air, it runs by itself" is succeeded last_state
  check "the service was restarted" is_not "$before" invocation one player
}

# What is not seen on air is done meanwhile.
update_that_waits() {
  local before commit
  before=$(invocation one player)
  in_machine one touch /run/recording
  commit=$(release one "$good_player")
  check "an update of a device on air is still pending when the wait ends" exits 8 fleetctl update one --timeout 15s
  check "it has fetched the commit" as_app one "$app" "git cat-file -e $commit"
  check "the checkout is as it was" is_not "$commit" head_of one
  check "the service was not disturbed" is "$before" invocation one player
  in_machine one rm /run/recording
  await_check 60 "off air, the update goes on by itself" is succeeded last_state
  check "the checkout is at the new commit" is "$commit" head_of one
}
