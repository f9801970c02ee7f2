# shellcheck shell=bash disable=SC2154
# Upgrade and removal.

case_life() {
  upgrade
  move_releases
  remove_agent two venue-two
  remove_agent one one
  remove_server
}

upgrade() {
  local key release
  key=$(in_machine one sha256sum /var/lib/r58-fleet-agent/identity/device.key)
  release=$(in_machine one readlink /opt/r58-fleet)
  in_machine one sh -c 'echo "# a remark of the operator" >>/etc/r58-fleet/agent.conf'
  newer_archive
  check "the agent is upgraded without a token" says 'is online at' \
    in_machine one /root/install.sh agent --from /root/newer.tar.gz
  check "its identity is the same" is "$key" in_machine one sha256sum /var/lib/r58-fleet-agent/identity/device.key
  check "its configuration is the operator's" in_machine one grep -q '^# a remark of the operator' /etc/r58-fleet/agent.conf
  check "it runs from the new release" is_not "$release" in_machine one readlink /opt/r58-fleet
  check "its unit is the new one" in_machine one grep -q '^# newer' /etc/systemd/system/r58-fleet-agent.service
  check "the release before is gone" is 1 in_machine one sh -c 'ls /opt/r58-fleet-releases | wc -l'
  check "the fleet has no third device" is 2 value '.items | length' devices
}

# The same programs with a remark in a unit: another release for the installer.
newer_archive() {
  mkdir "$run_dir/newer"
  tar -C "$run_dir/newer" -xzf "$archive"
  echo '# newer' >>"$run_dir/newer/${archive_name%.tar.gz}/dist/share/systemd/r58-fleet-agent.service"
  tar -C "$run_dir/newer" -czf "$run_dir/one/root/root/newer.tar.gz" "${archive_name%.tar.gz}"
  in_machine one sh -c 'cd /root && sha256sum newer.tar.gz >newer.tar.gz.sha256'
}

# The releases that an earlier case made go to the machine without an application, so that each removal has a layout.
move_releases() {
  in_machine two useradd --create-home r58
  tar -C "$run_dir/one/root/srv" -cf - releases | tar -C "$run_dir/two/root/srv" --numeric-owner -xf -
  in_machine one rm -rf "$releases"
  put two 0644 /etc/r58-fleet/app.conf <<<$'APP_LAYOUT=releases\nAPP_DIR='"$releases"
}

# remove_agent MACHINE DEVICE
remove_agent() {
  check "uninstall keeps the identity of $2" says 'Kept: .*r58-fleet-agent' install_on "$1" uninstall agent
  check "its identity is there" in_machine "$1" test -f /var/lib/r58-fleet-agent/identity/device.key
  check "its unit is not" fails in_machine "$1" systemctl cat r58-fleet-agent
  check "uninstall --purge removes the rest" install_on "$1" uninstall agent --purge
  check "nothing is left on it" nothing_left "$1"
}

remove_server() {
  check "uninstall server --purge" install_on server uninstall server --purge
  check "fleetctl is left, because it was installed" in_machine server fleetctl --version
  check "uninstall cli" install_on server uninstall cli
  in_machine server rm -rf /etc/r58-fleet/tls.crt /etc/r58-fleet/tls.key
  check "uninstall again finds nothing to do" install_on server uninstall server --purge
  check "nothing is left on it" nothing_left server
}

# What came with the run itself does not count: the archive in /root and the earlier agent's unit.
nothing_left() {
  local found
  found=$(
    in_machine "$1" sh -c '
      find / -xdev \( -path /proc -o -path /sys -o -path /root \) -prune -o \
        \( -name "*r58-fleet*" -o -name "*fleetd*" -o -name "fleetctl*" \) ! -name "*.replaced" -print
      find /run \( -name "*r58-fleet*" -o -name "*fleetd*" \) -print
      getent passwd r58-fleet-agent r58-fleetd
      getent group r58-fleet-agent r58-fleetd
      systemctl list-unit-files --no-legend "r58-fleet*" "fleetd*"
      systemctl list-units --no-legend "r58-fleet*" "fleetd*"
      find / -xdev \( -path /proc -o -path /sys \) -prune -o \( -nouser -o -nogroup \) -print'
  ) || :
  echo "$found"
  [[ -z $found ]]
}
