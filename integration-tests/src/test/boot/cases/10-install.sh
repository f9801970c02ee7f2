# shellcheck shell=bash disable=SC2154
# A server and two devices, by install.sh and nothing else.

case_install() {
  make_network
  create server "$server_address" java
  create one 10.159.0.11 plain
  create two 10.159.0.12 java
  power_on server one two
  local machine
  for machine in server one two; do
    deliver "$machine"
    # As Debian's initramfs mounts it.
    in_machine "$machine" mount -o remount,noexec /run
  done

  check "the server is installed" install_on server server --listen 0.0.0.0:3001
  serve_tls
  check "installing it again keeps its configuration" says 'Kept: /etc/r58-fleet/fleetd.env' install_on server server
  check "fleetd runs" in_machine server systemctl is-active fleetd
  check "fleetctl is installed" install_on server cli
  check "its manual page is found" in_machine server test -f /usr/local/share/man/man1/fleetctl-restart.1
  # shellcheck disable=SC2016 # for the shell there
  check "bash completes it" is devices in_machine server bash -c '. /usr/local/share/bash-completion/completions/fleetctl
    COMP_WORDS=(fleetctl devi) COMP_CWORD=1 COMP_LINE="fleetctl devi" COMP_POINT=13; _fleetctl; echo "${COMPREPLY[0]}"'
  in_machine server rm /opt/r58-fleet/lib/fleetctl/fleetctl.jsa
  check "a start-up archive that is gone is made by installing again" says 'archives anew: fleetctl$' install_on server cli
  check "and is there" in_machine server test -f /opt/r58-fleet/lib/fleetctl/fleetctl.jsa
  await_check 40 "somebody logs in as install.sh says" in_machine server sh -c \
    'fleetctl login --url https://server:3001 --ca-file /etc/r58-fleet/tls.crt --token-stdin </var/lib/r58-fleet/admin.token'

  refuse_what_is_wrong
  install_first
  install_second
  check "both devices are online" is 2 value '[.items[] | select(.status == "online")] | length' devices
  check "the score of fleetd's hardening is at most 2.0" at_most 2.0 exposure server fleetd
  check "the score of the agent's hardening is at most 2.5" at_most 2.5 exposure one r58-fleet-agent
  say "        fleetd $(exposure server fleetd), r58-fleet-agent $(exposure one r58-fleet-agent)"
}

# A certificate of the run's own, put where an operator would put one.
serve_tls() {
  in_machine server sh -ec '
    cd /etc/r58-fleet
    # Older than the clocks that a case sets back.
    faketime -f -7d openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=server -addext subjectAltName=DNS:server \
      -keyout tls.key -out tls.crt 2>/dev/null
    chown root:r58-fleetd tls.key && chmod 0640 tls.key
    printf "%s\n" FLEETD_TLS_CERT=/etc/r58-fleet/tls.crt FLEETD_TLS_KEY=/etc/r58-fleet/tls.key \
      FLEETD_PUBLIC_URL=https://server:3001 >>fleetd.env'
  local machine
  for machine in one two; do
    cp "$run_dir/server/root/etc/r58-fleet/tls.crt" "$run_dir/$machine/root/root/server.crt"
  done
}

# new_token MACHINE: puts one into /root/token there.
new_token() { fleetctl enroll create 2>/dev/null | put "$1" 0600 /root/token; }

refuse_what_is_wrong() {
  check "an archive with another SHA-256 is refused" says 'damaged or another one.*Nothing was changed' \
    install_on one agent --sha256 "$(printf '0%.0s' {1..64})"
  in_machine one mv "/root/$archive_name.sha256" /root/aside
  check "an archive without a SHA-256 is refused" says 'cannot be checked' install_on one agent
  in_machine one mv /root/aside "/root/$archive_name.sha256"
  check "an unencrypted address is refused" says 'is not encrypted' install_on one agent --url ws://server:3001/ws
  check "nothing was changed by that" fails in_machine one test -e /opt/r58-fleet -o -e /etc/r58-fleet
}

# A device as it comes from its maker: no Java, no polkit.
install_first() {
  make_application one
  new_token one
  check "the first device is installed, Java and polkit too" install_on one agent --url "$fleet_url" \
    --token-file /root/token --ca-file /root/server.crt --device-id one --services player \
    --app-dir "$app" --app-remote /home/r58/player.git --post-update "$app/post-update"
  check "its token is gone after enrolment" fails in_machine one test -e /etc/r58-fleet/enrollment.token
}

# A device with the Python agent of earlier times.
install_second() {
  put two 0644 /etc/systemd/system/r58-fleet.service <<'END'
[Service]
EnvironmentFile=/etc/r58-agent.env
ExecStart=/bin/sleep infinity
[Install]
WantedBy=multi-user.target
END
  put two 0644 /etc/r58-agent.env <<<$'FLEET_API_URL="https://server:3001"\nDEVICE_ID=venue-two'
  in_machine two systemctl daemon-reload
  in_machine two systemctl enable --now --quiet r58-fleet
  make_odd_units two
  new_token two
  check "the second takes over the address and id of an earlier agent" \
    says 'The device venue-two is online' install_on two agent --token-file /root/token \
    --ca-file /root/server.crt --services slow,broken,stuck
  check "the earlier agent's unit is stopped" fails in_machine two systemctl is-active r58-fleet
  check "the earlier agent's unit is kept aside" in_machine two test -f /etc/systemd/system/r58-fleet.service.replaced
}

exposure() {
  in_machine "$1" systemd-analyze security --no-pager "$2" | sed -n 's/.*Overall exposure level for [^:]*: \([0-9.]*\).*/\1/p'
}
