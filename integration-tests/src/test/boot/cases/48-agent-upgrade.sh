# shellcheck shell=bash disable=SC2154
# The fleet replaces the agent itself, by releases that are signed by a key that is pinned on the device.

case_agent_upgrade() {
  make_keys
  local version
  version=$(in_machine one /opt/r58-fleet/bin/fleet-agent --version)
  version=${version#fleet-agent }
  agent_release 900.0.0 release good
  agent_release 901.0.0 release broken
  agent_release 902.0.0 foreign good

  check "without a pinned key an upgrade is rejected" says 'install.sh agent --release-key FILE' \
    fleetctl agent update one --version 900.0.0
  check "a private key is not pinned" says 'is a private key' \
    install_on one agent --release-key /root/release.key
  check "a public key is pinned" says 'is online at' install_on one agent --release-key /root/release.pub
  check "another key's release is refused" says 'is not signed by a key that is pinned' \
    fleetctl agent update one --version 902.0.0
  check "the agent is replaced" says "fleet-agent 900.0.0 replaced $version" fleetctl agent update one --version 900.0.0
  check "the fleet sees the new version" is 900.0.0 value .agent_version device show one
  check "nobody but root can hold the upgrades' lock" is 600 in_machine one stat -c %a /var/lib/r58-fleet-upgrade/lock
  in_machine one touch /run/r58-fleet-installing
  check "while install.sh is at work nothing is replaced" says 'install.sh is at work' \
    fleetctl agent update one --version 901.0.0
  in_machine one rm /run/r58-fleet-installing
  check "an agent that does not come up is taken back" says 'fleet-agent 900.0.0 is back in place of 901.0.0' \
    fleetctl agent update one --version 901.0.0
  check "the fleet sees the version before" is 900.0.0 value .agent_version device show one
  check "the score of the upgrade's hardening is at most 2.5" at_most 2.5 exposure one r58-fleet-agent-upgrade
  check "install.sh puts its own agent back in place" says 'is online at' install_on one agent
  check "install.sh has let upgrades go on" in_machine one sh -ec \
    'systemctl is-active r58-fleet-agent-guard.path; ! test -e /run/r58-fleet-installing'
  check "the fleet sees the version of the first" is "$version" value .agent_version device show one
}

# One key that is pinned, and one that is not.
make_keys() {
  mkdir -p "$run_dir/keys"
  local name
  for name in release foreign; do
    openssl genpkey -algorithm ed25519 -out "$run_dir/keys/$name.key" 2>/dev/null
    openssl pkey -in "$run_dir/keys/$name.key" -pubout -out "$run_dir/keys/$name.pub"
  done
  cp "$run_dir/keys/release.key" "$run_dir/keys/release.pub" "$run_dir/one/root/root/"
}

# agent_release VERSION KEY good|broken: this build under another version, signed and uploaded.
agent_release() {
  local folder=$run_dir/release-$1 file=$run_dir/server/root/root/agent-$1.tar.gz jar
  mkdir -p "$folder"
  cp -R "$root/dist/bin" "$root/dist/lib" "$folder/"
  # shellcheck disable=SC2016 # the text that the build would have filled in
  sed -e 's/${project.version}/'"$1/" -e 's/${project.build.outputTimestamp}/2026-01-01T00:00:00Z/' \
    "$root/shared-protocol/src/main/java-templates/no/itagenten/fleet/protocol/BuildFacts.java" >"$folder/BuildFacts.java"
  javac --release 17 -d "$folder" "$folder/BuildFacts.java"
  jar=$(echo "$folder"/lib/fleet-agent/shared-protocol-*.jar)
  jar --update --file "$jar" -C "$folder" no/itagenten/fleet/protocol/BuildFacts.class
  if [[ $3 = broken ]]; then
    sed -i '2i case "$*" in *--config*) exit 1 ;; esac' "$folder/bin/fleet-agent"
  fi
  tar -C "$folder" --format=ustar --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --exclude='*.jsa' -czf "$file" \
    bin/fleet-agent bin/fleet-agent-runner bin/fleet-agent-upgrade lib/fleet-agent
  java -cp "$root/dist/lib/fleet-agent/fleet-agent.jar" no.itagenten.fleet.agent.upgrade.ReleaseMain \
    "$run_dir/keys/$2.key" "$1" "$file"
  check "release $1 of the agent is uploaded" fleetctl agent upload "/root/agent-$1.tar.gz"
}
