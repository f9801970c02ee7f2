#!/bin/sh
# Installs or upgrades the agent as a service of this device. Run by install.sh.
set -eu
dist=$(CDPATH='' cd -P -- "$(dirname -- "$0")/../.." && pwd)
part=agent
# shellcheck source=deploy/install/common.sh
. "$dist/share/install/common.sh"
# shellcheck source=deploy/install/takeover.sh
. "$dist/share/install/takeover.sh"

usage() {
  cat <<'END'
usage: install.sh agent [OPTION...]

  Installs the agent, or upgrades the one that is there, and waits until the server has taken the
  device in. What stands in /etc/r58-fleet/agent.conf and app.conf already is never changed, and
  the device's identity stays. Run it again after a change of SERVICES there.

  --url URL             the server: wss://HOST[:PORT]/ws (or FLEET_API_URL in the environment)
  --token-file FILE     the enrolment token; - reads standard input (or ENROLLMENT_TOKEN)
  --device-id ID        the device's name on the wire (default: made of the machine's id)
  --services A,B        the services that the fleet may see and restart
  --app-dir DIR         the application's git checkout
  --app-remote URL      where its updates come from
  --app-branch NAME     what an update without a target follows (default: main)
  --app-user USER       who owns the checkout and runs git in it (default: r58)
  --post-update COMMAND program and arguments run after the code changed
  --health-url URL      must answer 2xx after an update
  --ca-file FILE        trust these certificates (PEM) for the server, and no others
  --release-key FILE    let the fleet upgrade this agent, with releases signed by the private key
                        that belongs to this public one (several in FILE: any of them)
  --insecure            let the connection be unencrypted: trusted networks only
END
}

parse() {
  url=${FLEET_API_URL:-} token_file='' device_id=${DEVICE_ID:-} services='' app_dir='' app_remote='' app_branch=''
  app_user='' post_update='' health_url='' ca_file='' release_key='' insecure=''
  while [ $# -gt 0 ]; do
    value=
    case $1 in
      --url) option_value "$1" $# "${2:-}" && url=$value ;;
      --token-file) option_value "$1" $# "${2:-}" && token_file=$value ;;
      --device-id) option_value "$1" $# "${2:-}" && device_id=$value ;;
      --services) option_value "$1" $# "${2:-}" && services=$value ;;
      --app-dir) option_value "$1" $# "${2:-}" && app_dir=$value ;;
      --app-remote) option_value "$1" $# "${2:-}" && app_remote=$value ;;
      --app-branch) option_value "$1" $# "${2:-}" && app_branch=$value ;;
      --app-user) option_value "$1" $# "${2:-}" && app_user=$value ;;
      --post-update) option_value "$1" $# "${2:-}" && post_update=$value ;;
      --health-url) option_value "$1" $# "${2:-}" && health_url=$value ;;
      --ca-file) option_value "$1" $# "${2:-}" && ca_file=$value ;;
      --release-key) option_value "$1" $# "${2:-}" && release_key=$value ;;
      --insecure) insecure=true ;;
      -h | --help) usage && exit 0 ;;
      *) usage_error "unknown argument: $1" ;;
    esac
    one_line "$value" "$1"
    [ "$1" = --insecure ] || shift
    shift
  done
}

# --- What it is to do, before anything is changed --------------------------------------------

settle() {
  config=$config_dir/agent.conf
  app_config=$config_dir/app.conf
  find_earlier_agent
  [ -n "$url" ] || url=$(config_value FLEET_API_URL "$config")
  if [ -z "$url" ]; then
    url=$old_url
    [ -z "$url" ] || say "Taking the server's address from $old_unit: $url"
  fi
  [ -n "$url" ] || usage_error "no server is named: give --url wss://HOST/ws"
  if [ -z "$device_id" ] && [ -n "$old_id" ] && [ -z "$(config_value DEVICE_ID "$config")" ]; then
    device_id=$old_id
    say "Taking the device's id from $old_unit: $device_id"
  fi
  check_url
  read_token
  check_application
}

check_url() {
  case $url in
    wss://*/ws) ;;
    ws://localhost[:/]*ws | ws://127.0.0.1[:/]*ws) ;;
    ws://*/ws)
      [ -n "$insecure" ] || [ "$(config_value ALLOW_INSECURE "$config")" = true ] ||
        fail "$url is not encrypted. Use --url wss://…, or add --insecure on a network that you trust"
      ;;
    *) fail "the server's address must be wss://HOST[:PORT]/ws, not $url" ;;
  esac
  [ -z "$ca_file" ] || [ -f "$ca_file" ] || fail "no such file: --ca-file $ca_file"
  [ -z "$release_key" ] || [ -f "$release_key" ] || fail "no such file: --release-key $release_key"
}

check_release_key() {
  [ -n "$release_key" ] || return 0
  ! grep -q 'PRIVATE KEY' "$release_key" ||
    fail "$release_key is a private key, which stays where releases are made. Give its public half: openssl pkey -in $release_key -pubout"
  # What is checked is what is pinned, whatever becomes of the file meanwhile.
  key_copy=$(mktemp)
  cat "$release_key" >"$key_copy"
  checked_keys=$(cat "$key_copy")
  result=0
  problem=$("$dist/bin/fleet-agent-upgrade" keys --file "$key_copy" 2>&1) || result=$?
  rm -f "$key_copy"
  [ "$result" -eq 0 ] ||
    fail "--release-key $release_key holds no public key of the kind that openssl genpkey -algorithm ed25519 makes (${problem##*: })"
}

read_token() {
  token=${ENROLLMENT_TOKEN:-}
  unset ENROLLMENT_TOKEN
  case $token_file in
    '') ;;
    -) IFS= read -r token || [ -n "$token" ] || fail "no token on standard input" ;;
    *)
      [ -r "$token_file" ] || fail "no such file: --token-file $token_file"
      token=$(sed -n '/[^[:space:]]/{p;q;}' "$token_file")
      [ -n "$token" ] || fail "$token_file is empty; put the enrolment token into it"
      ;;
  esac
}

check_application() {
  [ -n "$app_dir" ] || app_dir=$(config_value APP_DIR "$app_config")
  if [ -z "$app_dir" ]; then
    [ -z "$app_remote$app_branch$post_update" ] || usage_error "the application has no folder: give --app-dir"
    return 0
  fi
  [ -d "$app_dir" ] || fail "no such folder: --app-dir $app_dir. Clone the application there first"
  if [ -z "$app_user" ]; then
    app_user=$(config_value User "$unit_dir/$runner_unit.d/user.conf")
    app_user=${app_user:-r58}
  fi
  getent passwd "$app_user" >/dev/null || fail "there is no user $app_user. Name the application's with --app-user"
  [ "$(id -u "$app_user")" -ne 0 ] || fail "--app-user must not be root: what the repository contains runs as this user"
  [ "$(stat -c %U "$app_dir")" = "$app_user" ] ||
    fail "$app_dir belongs to $(stat -c %U "$app_dir") and not to $app_user. Name its owner with --app-user, or: chown -R $app_user $app_dir"
}

require_packages() {
  require_java
  packages=
  [ -x /usr/lib/polkit-1/polkitd ] || [ -x /usr/libexec/polkitd ] || packages=polkitd
  if [ -n "$app_dir" ] && ! command -v git >/dev/null; then packages="$packages git"; fi
  # shellcheck disable=SC2086 # a list of package names
  install_packages $packages
}

# --- Configuration ---------------------------------------------------------------------------

configure() {
  make_config_dir
  if [ -f "$config" ]; then
    say "Kept: $config"
  else
    put_file 0640 "root:$agent_user" "$config" <<'END'
# The agent's configuration; docs/agent.md lists every key. The fleet's server can neither read nor
# change it. After a change: systemctl restart r58-fleet-agent (after one of
# SERVICES, run "install.sh agent" again).
END
  fi
  set_missing FLEET_API_URL "$url" "$config"
  set_missing ALLOW_INSECURE "$insecure" "$config"
  set_missing DEVICE_ID "$device_id" "$config"
  set_missing SERVICES "$services" "$config"
  set_missing JOURNAL_UNITS "$services" "$config"
  set_missing HEALTH_URL "$health_url" "$config"
  if [ -n "$ca_file" ]; then
    put_file 0644 root:root "$config_dir/server-ca.pem" <"$ca_file"
    set_missing CA_FILE "$config_dir/server-ca.pem" "$config"
  fi
  [ -z "$release_key" ] || printf '%s\n' "$checked_keys" | put_file 0644 root:root "$release_keys"
  configure_token
  configure_application
}

# The token is good for one enrolment and is removed after it.
configure_token() {
  [ -n "$token" ] || return 0
  set_missing ENROLLMENT_TOKEN_FILE "$config_dir/enrollment.token" "$config"
  printf '%s\n' "$token" | (umask 077 && put_file 0640 "root:$agent_user" "$config_dir/enrollment.token")
}

configure_application() {
  [ -n "$app_dir" ] || return 0
  if [ -f "$app_config" ]; then
    say "Kept: $app_config"
  else
    put_file 0644 root:root "$app_config" <<'END'
# The application that this device runs and where its updates come from; docs/agent.md lists the
# keys. git and APP_POST_UPDATE run as the application's user, in r58-fleet-runner.service.
END
  fi
  set_missing APP_DIR "$app_dir" "$app_config"
  set_missing APP_REMOTE "$app_remote" "$app_config"
  set_missing APP_BRANCH "$app_branch" "$app_config"
  set_missing APP_POST_UPDATE "$post_update" "$app_config"
  set_missing APP_CONFIG "$app_config" "$config"
}

# --- Units and what the agent may do ---------------------------------------------------------

install_units() {
  install_unit "$agent_unit"
  if [ -f "$release_keys" ]; then
    install -d -m 0755 -o root -g root "$upgrade_state"
    install_unit "$upgrade_unit"
    install_unit "$guard_unit"
    install_unit "$guard_path"
  fi
  if [ -n "$app_dir" ]; then
    install_unit "$runner_unit"
    install -d -m 0755 "$unit_dir/$runner_unit.d"
    put_file 0644 root:root "$unit_dir/$runner_unit.d/user.conf" <<END
# Written by R58 Fleet's installer: whom the application belongs to.
[Service]
User=$app_user
Group=$(id -gn "$app_user")
END
  fi
  systemctl daemon-reload
}

# The names in SERVICES as a list of JavaScript, each a whole unit name.
polkit_services() {
  list=
  # shellcheck disable=SC2046 # a list, by comma
  for service in $(config_value SERVICES "$config" | tr ',' ' '); do
    # What the agent itself accepts, less the backslash: it becomes part of a script.
    case $service in
      -* | *[!A-Za-z0-9_.@:-]*) fail "SERVICES in $config: $service is no name of a service" ;;
      *.service | *.socket | *.timer | *.target | *.path | *.mount) ;;
      *) service=$service.service ;;
    esac
    list="$list${list:+, }\"$service\""
  done
  printf '%s' "$list"
}

install_polkit_rule() {
  list=$(polkit_services)
  sed "s/@SERVICES@/$list/" "$dist/share/polkit/${polkit_rule##*/}" | put_file 0644 root:root "$polkit_rule"
}

# --- The start, and whether it is of use -----------------------------------------------------

start() {
  [ ! -f "$release_keys" ] || systemctl enable --now --quiet "$guard_path"
  systemctl enable --quiet "$agent_unit"
  systemctl reset-failed "$agent_unit" 2>/dev/null || :
  systemctl restart "$agent_unit" ||
    give_up "$agent_unit" "$agent_unit does not start; its last lines stand above"
}

# The agent says so in its journal, and nowhere is it known better.
await_online() {
  say "Waiting for the server to take the device in"
  tries=60
  until journal_of "$(invocation_of "$agent_unit")" | grep -q 'The server took us in'; do
    if journal_of "$(invocation_of "$agent_unit")" | grep -q 'this device waits for approval'; then
      say "The device has enrolled and waits for approval: fleetctl device approve ID, with the ID that fleetctl status shows"
      break
    fi
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] ||
      give_up "$agent_unit" "the agent is installed and goes on trying, but after 60 s the server has not taken the device in; its last lines stand above"
    systemctl is-failed --quiet "$agent_unit" &&
      give_up "$agent_unit" "$agent_unit failed; its last lines stand above"
    sleep 1
  done
  rm -f "$config_dir/enrollment.token"
}

main() {
  parse "$@"
  require_root
  require_systemd
  umask 022
  settle
  require_packages
  check_release_key
  system_user "$agent_user" "$agent_state"
  stage_programs fleet-agent
  configure
  retire_earlier_agent
  install_polkit_rule
  install_units
  switch_programs
  start
  await_online
  restart_other "$server_unit"
  drop_old_releases
  id=$(journal_of "$(invocation_of "$agent_unit")" | sed -n 's/^.*Enrolled as //p' | head -n 1)
  say "The device${id:+ $id} is online at $(config_value FLEET_API_URL "$config")"
}

main "$@"
