#!/bin/sh
# Installs fleetctl for every user of this machine. Run by install.sh.
set -eu
dist=$(CDPATH='' cd -P -- "$(dirname -- "$0")/../.." && pwd)
part=cli
# shellcheck source=deploy/install/common.sh
. "$dist/share/install/common.sh"

usage() {
  cat <<'END'
usage: install.sh cli

  Puts fleetctl on everybody's path: /usr/local/bin/fleetctl, with its manual pages and what bash, zsh
  and fish need to complete its commands and devices.
END
}

main() {
  case ${1:-} in
    '') ;;
    -h | --help) usage && exit 0 ;;
    *) usage_error "unknown argument: $1" ;;
  esac
  require_root
  umask 022
  if [ -e "$cli_link" ] && [ "$(readlink "$cli_link")" != "$prefix/bin/fleetctl" ]; then
    fail "$cli_link is another program. Move it away, or call $prefix/bin/fleetctl"
  fi
  require_java
  stage_programs fleetctl
  switch_programs
  ln -sfn "$prefix/bin/fleetctl" "$cli_link"
  link_documents
  restart_other "$server_unit"
  restart_other "$agent_unit"
  drop_old_releases
  say "$("$cli_link" --version) is installed: $cli_link"
}

main "$@"
