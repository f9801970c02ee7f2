#!/bin/sh
# Installs or upgrades fleetd as a service of this machine. Run by install.sh.
set -eu
dist=$(CDPATH='' cd -P -- "$(dirname -- "$0")/../.." && pwd)
part=server
# shellcheck source=deploy/install/common.sh
. "$dist/share/install/common.sh"

usage() {
  cat <<'END'
usage: install.sh server [OPTION...]

  Installs the server, or upgrades the one that is there. Configuration in
  /etc/r58-fleet/fleetd.env and data in /var/lib/r58-fleet are never overwritten.

  --listen ADDRESS:PORT   where to listen (fleetd's default: 127.0.0.1:3001)
  --public-url URL        under which people and devices reach it
  --trusted-proxy CIDR    believe X-Forwarded-For and -Proto from there
END
}

parse() {
  listen='' public_url='' trusted_proxy=''
  while [ $# -gt 0 ]; do
    case $1 in
      --listen) option_value "$1" $# "${2:-}" && listen=$value ;;
      --public-url) option_value "$1" $# "${2:-}" && public_url=$value ;;
      --trusted-proxy) option_value "$1" $# "${2:-}" && trusted_proxy=$value ;;
      -h | --help) usage && exit 0 ;;
      *) usage_error "unknown argument: $1" ;;
    esac
    one_line "$value" "$1"
    shift 2
  done
}

configure() {
  make_config_dir
  file=$config_dir/fleetd.env
  if [ ! -f "$file" ]; then
    put_file 0640 root:root "$file" <<'END'
# Environment of fleetd; "fleetd --help" lists every option, each with its FLEETD_ variable.
# After a change: systemctl restart fleetd
END
  else
    say "Kept: $file"
  fi
  set_missing FLEETD_LISTEN "$listen" "$file"
  set_missing FLEETD_PUBLIC_URL "$public_url" "$file"
  set_missing FLEETD_TRUSTED_PROXY "$trusted_proxy" "$file"
}

# fleetd tells systemd when it answers, and start waits for that.
start() {
  systemctl daemon-reload
  systemctl enable --quiet "$server_unit"
  systemctl reset-failed "$server_unit" 2>/dev/null || :
  systemctl restart "$server_unit" || give_up "$server_unit" "$server_unit does not start; its last lines stand above"
  tries=120
  until address=$(journal_of "$(invocation_of "$server_unit")" | sed -n 's/^fleetd .* at \(http[^,]*\), data in .*/\1/p') &&
    [ -n "$address" ]; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || give_up "$server_unit" "$server_unit does not say within 60 s where it listens; its last lines stand above"
    sleep 0.5
  done
  systemctl is-active --quiet "$server_unit" || give_up "$server_unit" "$server_unit ended at once; its last lines stand above"
}

tell() {
  say ""
  say "fleetd runs at $address and starts with the machine."
  say ""
  say "Log in on this machine as root:"
  say "  $prefix/bin/fleetctl login --url $address --token-stdin < $server_state/admin.token"
  say "Make a token for a device's installation:"
  say "  $prefix/bin/fleetctl enroll create"
}

main() {
  parse "$@"
  require_root
  require_systemd
  umask 022
  require_java
  system_user "$server_user" "$server_state"
  stage_programs fleetd fleetctl
  configure
  install_unit "$server_unit"
  switch_programs
  start
  restart_other "$agent_unit"
  drop_old_releases
  tell
}

main "$@"
