# shellcheck shell=bash disable=SC2154
# What people do with a device every day.

case_commands() {
  restart_the_service
  follow_the_log
  set_configuration
  save_a_bundle
  refuse_other_units
}

restart_the_service() {
  local before
  before=$(invocation one player)
  check "a restart succeeds" fleetctl restart one
  check "the service runs under another invocation id" is_not "$before" invocation one player
  check "the journal has both" journal_has_restart "$before" "$(invocation one player)"
}

journal_has_restart() {
  local id
  for id; do
    in_machine one journalctl --quiet --no-pager -o cat _SYSTEMD_INVOCATION_ID="$id" | grep 'line 1$' || return 1
  done
}

# Every line that the service writes while the agent is restarted, once and in order.
follow_the_log() {
  follow_lines
  check "the agent is restarted" in_machine one systemctl restart r58-fleet-agent
  require_whole_lines
}

set_configuration() {
  check "the fleet sets a heartbeat interval" fleetctl config set one heartbeat_interval=5
  check "the device has it" in_machine one grep -q '"heartbeat_interval": *"\{0,1\}5' /var/lib/r58-fleet-agent/settings.json
}

save_a_bundle() {
  check "a support bundle is saved" fleetctl bundle one /root/bundle.tar.gz
  check "it has what the service wrote" says 'player [0-9a-f]+ line' in_bundle logs/player.log
  check "it has what the agent wrote" says 'took us in' in_bundle logs/r58-fleet-agent.service.log
  check "it has the agent's configuration" says 'DEVICE_ID=one' in_bundle config/agent.conf
  check "it has the application's configuration" says "APP_DIR=$app" in_bundle config/app.conf
  check "it misses nothing" fails says 'Not here' in_bundle README.txt
}

in_bundle() { in_machine server tar -xzOf /root/bundle.tar.gz "bundle/$1"; }

# By the agent's own user, past everything that the agent itself checks.
refuse_other_units() {
  check "polkit lets the agent restart a unit in SERVICES" as_agent systemctl --no-ask-password restart player
  check "polkit refuses it another unit" fails as_agent systemctl --no-ask-password restart systemd-journald
  check "polkit refuses it other verbs" fails as_agent systemctl --no-ask-password disable player
  check "polkit refuses it power off" fails as_agent systemctl --no-ask-password poweroff
}

as_agent() { in_machine one setpriv --reuid=r58-fleet-agent --regid=r58-fleet-agent --clear-groups --no-new-privs "$@"; }
