#!/bin/sh
# Removes what install.sh installed. Run by install.sh.
set -eu
dist=$(CDPATH='' cd -P -- "$(dirname -- "$0")/../.." && pwd)
part=uninstall
# shellcheck source=deploy/install/common.sh
. "$dist/share/install/common.sh"

usage() {
  cat <<'END'
usage: install.sh uninstall agent|server|cli [--purge]

  Stops and removes it. Configuration, state and the user they belong to stay, unless --purge says
  to remove them too: a device then has no identity any more, and a server no data.
END
}

# remove_unit NAME
remove_unit() {
  [ -f "$unit_dir/$1" ] || [ -d "$unit_dir/$1.d" ] || return 0
  systemctl disable --now --quiet "$1" 2>/dev/null || systemctl stop "$1" 2>/dev/null || :
  rm -f "$unit_dir/$1" "$unit_dir/$1.d/user.conf"
  [ -z "$purge" ] || rm -rf "${unit_dir:?}/$1.d"
  rmdir "$unit_dir/$1.d" 2>/dev/null || :
  systemctl daemon-reload
  systemctl reset-failed "$1" 2>/dev/null || :
}

# The programs go with the last that needs them.
remove_programs() {
  if [ -f "$unit_dir/$agent_unit" ] || [ -f "$unit_dir/$server_unit" ] || [ -h "$cli_link" ]; then
    say "Kept: $prefix, which something else here uses"
  else
    rm -rf "$prefix" "$releases"
  fi
}

remove_user() {
  if getent passwd "$1" >/dev/null; then userdel "$1"; fi
  if getent group "$1" >/dev/null; then groupdel "$1"; fi
}

# What the runner marked in the application's repository, as its owner: it may contain anything.
forget_repository() {
  app_dir=$(config_value APP_DIR "$config_dir/app.conf")
  case $(config_value APP_LAYOUT "$config_dir/app.conf") in
    releases) repository=$app_dir/repository ;;
    *) repository=$app_dir/.git ;;
  esac
  [ -d "$repository/refs/r58-fleet" ] && command -v git >/dev/null || return 0
  # shellcheck disable=SC2016 # for the shell of that user
  runuser -u "$(stat -c %U "$repository")" -- env GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_DIR="$repository" sh -ec '
    cd "$GIT_DIR"
    git for-each-ref --format="delete %(refname)" refs/r58-fleet | git -c core.hooksPath=/dev/null update-ref --stdin
    find refs/r58-fleet -depth -type d -empty -delete' 2>/dev/null ||
    say "Left: refs/r58-fleet in $repository, which git could not remove"
}

agent() {
  remove_unit "$guard_path"
  remove_unit "$guard_unit"
  remove_unit "$upgrade_unit"
  remove_unit "$agent_unit"
  [ -z "$purge" ] || forget_repository
  remove_unit "$runner_unit"
  rm -f "$polkit_rule"
  rm -rf /run/r58-fleet-runner /run/r58-fleet-agent "$upgrade_state"
  if [ -n "$purge" ]; then
    rm -rf "$agent_state"
    rm -f "$config_dir/agent.conf" "$config_dir/app.conf" "$config_dir/enrollment.token" "$config_dir/server-ca.pem" "$release_keys"
    remove_user "$agent_user"
  else
    kept="$config_dir, $agent_state and the user $agent_user"
  fi
}

server() {
  remove_unit "$server_unit"
  if [ -n "$purge" ]; then
    rm -rf "$server_state"
    rm -f "$config_dir/fleetd.env"
    remove_user "$server_user"
  else
    kept="$config_dir, $server_state and the user $server_user"
  fi
}

cli() {
  [ "$(readlink "$cli_link")" != "$prefix/bin/fleetctl" ] || rm -f "$cli_link"
  unlink_documents
}

main() {
  what='' purge='' kept=''
  for argument; do
    case $argument in
      agent | server | cli) [ -z "$what" ] || usage_error "one at a time, not $what and $argument" && what=$argument ;;
      --purge) purge=yes ;;
      -h | --help) usage && exit 0 ;;
      *) usage_error "unknown argument: $argument" ;;
    esac
  done
  [ -n "$what" ] || usage_error "agent, server or cli is missing"
  require_root
  "$what"
  remove_programs
  rmdir "$config_dir" 2>/dev/null || :
  say "Removed: $what"
  [ -z "$kept" ] || say "Kept: $kept. With --purge they go too"
}

main "$@"
