# shellcheck shell=sh disable=SC2034,SC2154 # its variables are used, and set, by its readers
# What the installer's parts share. It is read by them and runs nothing by itself. They set
# `part`, the name that complaints begin with; install.sh gives `dist`, the tree to install from.

# The one place that programs are found at is a link, so that an upgrade is a single rename: cut
# short at any moment, there is the old release or the new one.
prefix=/opt/r58-fleet
releases=/opt/r58-fleet-releases
config_dir=/etc/r58-fleet
unit_dir=/etc/systemd/system
agent_unit=r58-fleet-agent.service
runner_unit=r58-fleet-runner.service
upgrade_unit=r58-fleet-agent-upgrade.service
guard_unit=r58-fleet-agent-guard.service
guard_path=r58-fleet-agent-guard.path
server_unit=fleetd.service
agent_user=r58-fleet-agent
server_user=r58-fleetd
agent_state=/var/lib/r58-fleet-agent
# Root's notes of the agent's upgrades by the fleet, and the keys that it trusts releases by.
upgrade_state=/var/lib/r58-fleet-upgrade
release_keys=/etc/r58-fleet/release-keys.pub
# As long as it is there, the fleet's upgrade of the agent touches no programs. A reboot ends it.
installing=/run/r58-fleet-installing
server_state=/var/lib/r58-fleet
polkit_rule=/etc/polkit-1/rules.d/49-r58-fleet-agent.rules
cli_link=/usr/local/bin/fleetctl
# Where bash, zsh and man(1) look for what comes with a program in /usr/local/bin; fish looks in /etc only.
documents=/usr/local/share
fish_completions=/etc/fish/completions
# Whether the programs are others than before.
switched=

say() { printf '%s\n' "$*"; }

fail() {
  printf 'install.sh %s: %s\n' "$part" "$*" >&2
  exit 1
}

usage_error() {
  printf 'install.sh %s: %s. See: install.sh %s --help\n' "$part" "$*" "$part" >&2
  exit 2
}

# option_value NAME REMAINING VALUE: the value of an option that needs one.
option_value() {
  if [ "$2" -lt 2 ] || [ -z "$3" ]; then usage_error "$1 needs a value"; fi
  value=$3
}

require_root() { [ "$(id -u)" -eq 0 ] || fail "needs root. Run it with sudo"; }

require_systemd() {
  [ -d /run/systemd/system ] || fail "systemd does not run here. R58 Fleet's services are systemd units"
}

# --- What it needs from Debian ---------------------------------------------------------------

java_is_new_enough() {
  command -v java >/dev/null || return 1
  java_version=$(java -version 2>&1 | sed -n 's/^[a-z]* version "\([0-9]*\).*/\1/p')
  [ "${java_version:-0}" -ge 17 ]
}

# install_packages PACKAGE...: from the sources that this machine has.
install_packages() {
  [ $# -gt 0 ] || return 0
  command -v apt-get >/dev/null || fail "missing: $*. There is no apt-get to install it with; install it by hand"
  say "Installing $*"
  apt_log=$(mktemp)
  # Without the network what was fetched before may do.
  apt-get update -qq >"$apt_log" 2>&1 || :
  if ! DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >>"$apt_log" 2>&1; then
    tail -n 10 "$apt_log" >&2
    rm -f "$apt_log"
    fail "apt-get could not install $*. Put its sources or the network right and run this again"
  fi
  rm -f "$apt_log"
}

require_java() {
  java_is_new_enough || install_packages openjdk-17-jre-headless
  java_is_new_enough || fail "the 'java' on this machine is older than 17. Make a newer one the default: update-alternatives --config java"
}

# --- Users, files, configuration -------------------------------------------------------------

# system_user NAME HOME
system_user() {
  getent passwd "$1" >/dev/null ||
    useradd --system --user-group --home-dir "$2" --no-create-home --shell /usr/sbin/nologin "$1"
}

# put_file MODE OWNER FILE: standard input, in one rename.
put_file() {
  cat >"$3.new"
  chown "$2" "$3.new"
  chmod "$1" "$3.new"
  mv -f "$3.new" "$3"
}

# config_value KEY FILE: as it stands there, without one pair of quotes; nothing if it is not set.
config_value() {
  [ -f "$2" ] || return 0
  sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*//p" "$2" | tail -n 1 |
    sed -e 's/[[:space:]]*$//' -e 's/^"\(.*\)"$/\1/' -e "s/^'\(.*\)'\$/\1/"
}

# set_missing KEY VALUE FILE: what an operator has set stays, and is told when it differs.
set_missing() {
  [ -n "$2" ] || return 0
  if grep -q "^[[:space:]]*$1[[:space:]]*=" "$3"; then
    [ "$(config_value "$1" "$3")" = "$2" ] || say "Kept in $3: $1=$(config_value "$1" "$3") (not $2)"
  else
    printf '%s=%s\n' "$1" "$2" >>"$3"
  fi
}

# one_line VALUE NAME: a value for a configuration file.
one_line() {
  case $1 in
    *'
'*) fail "$2 must be one line" ;;
  esac
}

make_config_dir() { install -d -m 0755 -o root -g root "$config_dir"; }

# --- Programs --------------------------------------------------------------------------------

# Ends an upgrade by the fleet that is under way, and lets none begin before this program ends: each
# would remove what the other has put beside the programs.
hold_upgrades() {
  trap release_upgrades EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  : >"$installing"
  stop_unit "$upgrade_unit"
}

release_upgrades() {
  rm -f "$installing"
  # switch_programs has stopped it.
  if systemctl is-enabled --quiet "$guard_path" 2>/dev/null; then
    systemctl start "$guard_path" || :
  fi
}

# stop_unit UNIT: if it is installed. Where systemd does not run, nothing else does.
stop_unit() {
  if [ -f "$unit_dir/$1" ] && [ -d /run/systemd/system ]; then
    systemctl stop "$1" || fail "$1 cannot be stopped. See: systemctl status $1"
  fi
}

# stage_programs PROGRAM...: copies these, and those that are installed already, to a folder of
# their own, complete with start-up archives, while what is installed still runs. Its name is in
# $release. If all of it is installed already, that is the one.
stage_programs() {
  hold_upgrades
  programs=$*
  for program in fleetd fleetctl fleet-agent; do
    case " $programs " in
      *" $program "*) ;;
      *) [ ! -e "$prefix/bin/$program" ] || programs="$programs $program" ;;
    esac
  done
  if is_installed; then
    release=$(readlink -f "$prefix")
    renew_archives
    return
  fi
  install -d -m 0755 "$releases"
  # What an installation that was cut short has left.
  rm -rf "$releases"/new.*
  release=$(mktemp -d "$releases/new.XXXXXX")
  mkdir "$release/bin" "$release/lib"
  cp -R "$dist/share" "$release/"
  for program in $programs; do
    cp "$dist/bin/$program"* "$release/bin/"
    cp -R "$dist/lib/$program" "$release/lib/"
  done
  find "$release" -name '*.jsa' -delete
  chown -R root:root "$release"
  chmod -R u=rwX,go=rX "$release"
  named="$releases/$(date -u +%Y%m%dT%H%M%SZ)-$$"
  mv "$release" "$named"
  release=$named
  for program in $programs; do
    "$release/bin/$program" --version >/dev/null ||
      fail "$program does not start on this machine: run $release/bin/$program --version to see why"
  done
  say "Making the start-up archives"
  # shellcheck disable=SC2086 # a list of names
  "$dist/share/install/start-up-archives.sh" "$dist" "$release" $programs
}

# Whether the programs of this release stand where they belong.
is_installed() {
  [ -h "$prefix" ] || return 1
  diff -rq "$dist/share" "$prefix/share" >/dev/null 2>&1 || return 1
  for program in $programs; do
    diff -q "$dist/bin/$program" "$prefix/bin/$program" >/dev/null 2>&1 || return 1
    diff -rq -x '*.jsa' "$dist/lib/$program" "$prefix/lib/$program" >/dev/null 2>&1 || return 1
  done
}

# Start-up archives of what is installed that are missing, or were made by another Java than there is now: the
# programs pass over them and start without, later. They are replaced while the programs run.
renew_archives() {
  java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java") || return 0
  stale=
  for program in $programs; do
    archive=$release/lib/$program/$program.jsa
    # shellcheck disable=SC3013 # every sh of Debian has -nt and -ot
    if [ ! -f "$archive" ] || [ "$archive" -nt "$java" ] || [ "$archive" -ot "$java" ]; then
      stale="$stale $program"
    fi
  done
  [ -n "$stale" ] || return 0
  say "Making the start-up archives anew:$stale"
  # shellcheck disable=SC2086 # a list of names
  "$dist/share/install/start-up-archives.sh" "$dist" "$release" $stale
}

# Makes the staged programs the installed ones.
switch_programs() {
  # An agent that the fleet has put on trial stays, or goes now: nothing is brought back any more, not
  # by a guard that is at work and not after a power cut. An older lock may have been open to anybody.
  stop_unit "$guard_path"
  stop_unit "$guard_unit"
  if [ -d "$upgrade_state" ]; then
    rm -f "$upgrade_state/pending.json" "$upgrade_state/lock"
    sync "$upgrade_state"
  fi
  [ "$release" != "$(readlink -f "$prefix")" ] || return 0
  if [ -d "$prefix" ] && [ ! -h "$prefix" ]; then
    mv "$prefix" "$releases/before-$(date -u +%Y%m%dT%H%M%SZ)"
  fi
  ln -sfn "${release#/opt/}" "$prefix.new"
  mv -T "$prefix.new" "$prefix"
  switched=yes
  # Another release may have other pages.
  [ "$(readlink "$cli_link")" != "$prefix/bin/fleetctl" ] || link_documents
}

# fleetctl's completions and manual pages, as links like the program itself.
link_documents() {
  unlink_documents
  install -d -m 0755 "$documents/bash-completion/completions" "$documents/zsh/site-functions" "$documents/man/man1" \
    "$fish_completions"
  link_document "$prefix/share/completions/fleetctl.bash" "$documents/bash-completion/completions/fleetctl"
  link_document "$prefix/share/completions/_fleetctl" "$documents/zsh/site-functions/_fleetctl"
  link_document "$prefix/share/completions/fleetctl.fish" "$fish_completions/fleetctl.fish"
  for page in "$prefix"/share/man/*.1; do
    link_document "$page" "$documents/man/man1/${page##*/}"
  done
}

# link_document FILE LINK: ours are gone by now; what is there is another program's, of the same name.
link_document() {
  if [ -e "$2" ] || [ -h "$2" ]; then
    say "Left as it is, since something else put it there: $2"
  elif [ -e "$1" ]; then
    ln -s "$1" "$2"
  fi
}

# Only what leads to this installation.
unlink_documents() {
  for link in "$documents/bash-completion/completions/fleetctl" "$documents/zsh/site-functions/_fleetctl" \
    "$fish_completions/fleetctl.fish" "$documents"/man/man1/fleetctl*.1; do
    case $(readlink "$link") in
      "$prefix"/*) rm -f "$link" ;;
    esac
  done
  # Unless somebody uses them, who may not even have fish.
  rmdir "$fish_completions" "${fish_completions%/*}" 2>/dev/null || :
}

drop_old_releases() {
  # By their true names: the folder they are in may be reached by a link.
  kept=$(readlink -f "$release")
  for old in "$releases"/*; do
    [ "$(readlink -f "$old")" = "$kept" ] || rm -rf "$old"
  done
}

# install_unit NAME
install_unit() { put_file 0644 root:root "$unit_dir/$1" <"$dist/share/systemd/$1"; }

# restart_other UNIT: the other service runs from the same folder, which is another one now.
restart_other() {
  [ -n "$switched" ] || return 0
  if systemctl is-active --quiet "$1"; then
    say "Restarting $1 too: it is of the same release"
    systemctl restart "$1" || fail "$1 did not come up again. See: journalctl -u $1"
  fi
}

# journal_since UNIT INVOCATION: what the unit wrote since it was started.
journal_of() { journalctl --no-pager --quiet --output=cat "_SYSTEMD_INVOCATION_ID=$1" 2>/dev/null; }

invocation_of() { systemctl show --property=InvocationID --value "$1"; }

# give_up UNIT TEXT: the reason, as the unit's journal has it.
give_up() {
  journalctl --no-pager --quiet --output=cat --lines=15 --unit="$1" >&2 || :
  fail "$2"
}
