#!/bin/sh
# Builds R58 Fleet, and installs it on this machine. Everything stands in functions and the last
# line calls them, so that a download cut short runs nothing.
set -eu

usage() {
  cat <<'EOF'
usage: ./install.sh COMMAND

On a machine that is to run it, as root:
  agent --url wss://HOST/ws --token-file FILE    the agent, on a device
  server                                         the server
  cli                                            fleetctl, for every user
  uninstall agent|server|cli [--purge]           remove it again
Each has a --help of its own. They install from dist/ beside this script, or --from ARCHIVE, whose
SHA-256 must be what ARCHIVE.sha256 says, or --sha256 SUM. Without a command, and with
FLEET_API_URL set, the agent is installed.

With the sources:
  build            compile the programs into dist/ and make their start-up archives
  archive          build, and pack dist/ into an archive for other machines
  agent-archive --key FILE
                   build, and pack and sign the agent alone: a release that the fleet can upgrade
                   its devices' agents to. FILE is the release key (Ed25519, PEM), made by
                   openssl genpkey -algorithm ed25519 -out release.key
  demo [--check]   run the whole system on this machine; builds first where needed. --check does
                   so unattended, checks every step and exits 0 or 1
EOF
}

say() { printf '%s\n' "$*"; }

fail() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 1
}

# Where JAVA_HOME points, then the path: the same order as in the launchers and in Maven.
java_command() { printf '%s' "${JAVA_HOME:+$JAVA_HOME/bin/}${1:-java}"; }

# 17 or newer, and a whole JDK: the build compiles.
have_jdk() {
  command -v "$(java_command javac)" >/dev/null || return 1
  version=$("$(java_command javac)" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ]
}

have_maven() { command -v mvn >/dev/null; }

require_tools() {
  packages=
  have_jdk || packages="$packages openjdk-17-jdk-headless"
  have_maven || packages="$packages maven"
  [ -n "$packages" ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    fail "the build needs Java 17 or newer (a JDK) and Maven. Install them: sudo apt-get install$packages"
  fi
  say "Installing$packages"
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of package names
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
  have_jdk || fail "JAVA_HOME ($JAVA_HOME) is no JDK of Java 17 or newer: correct or unset it"
}

# Runs a command in the background and waits for it: a signal to this script ends both at once.
run_stoppable() {
  "$@" </dev/null &
  child=$!
  trap 'kill "$child" 2>/dev/null; wait "$child"; exit 143' HUP INT TERM
  result=0
  wait "$child" || result=$?
  trap - HUP INT TERM
  return "$result"
}

build() {
  [ $# -eq 0 ] || usage_error "build takes no argument: $1"
  require_tools
  say "Building into $root/dist; the first time takes a minute or two"
  # Quiet but for warnings, which are what stops a compilation; -q would hide them.
  run_stoppable mvn -B -ntp -Dstyle.color=never -f "$root/pom.xml" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -Dmaven.test.skip=true package
  say "Making the start-up archives"
  run_stoppable "$root/deploy/install/start-up-archives.sh" "$root/dist" "$root/dist" fleetd fleetctl fleet-agent
  share
  say "Done: dist/bin has fleetd, fleetctl and fleet-agent"
}

# What an installation needs beside the programs.
share() {
  rm -rf "$root/dist/share"
  mkdir -p "$root/dist/share"
  cp -R "$root/deploy/systemd" "$root/deploy/polkit" "$root/deploy/install" "$root/completions" "$root/man" "$root/dist/share/"
}

# The same sources give the same bytes: no times, owners or order of this machine.
archive() {
  [ $# -eq 0 ] || usage_error "archive takes no argument: $1"
  is_built || build
  share
  name=r58-fleet-$("$root/dist/bin/fleet-agent" --version | sed 's/^fleet-agent //')
  file=$root/dist/$name.tar.gz
  rm -f "$root"/dist/r58-fleet-[0-9]*.tar.gz "$root"/dist/r58-fleet-[0-9]*.tar.gz.sha256
  tar -C "$root" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
    --exclude='*.jsa' --transform="s,^,$name/," -cf "$file.new" \
    LICENSE dist/bin dist/lib dist/sbom dist/share install.sh
  gzip -n -9 "$file.new"
  mv "$file.new.gz" "$file"
  (cd "$root/dist" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
  say "Done: dist/$name.tar.gz and dist/$name.tar.gz.sha256"
}

# What devices check is one archive and its signature, by the key whose public half they have.
agent_archive() {
  if [ $# -ne 2 ] || [ "$1" != --key ] || [ -z "$2" ]; then usage_error "agent-archive needs --key FILE and nothing else"; fi
  [ -f "$2" ] || fail "no such file: --key $2. Make one: openssl genpkey -algorithm ed25519 -out $2"
  is_built || build
  version=$("$root/dist/bin/fleet-agent" --version | sed 's/^fleet-agent //')
  file=$root/dist/r58-fleet-agent-$version.tar.gz
  rm -f "$root"/dist/r58-fleet-agent-*.tar.gz "$root"/dist/r58-fleet-agent-*.tar.gz.sig
  tar -C "$root/dist" --format=ustar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner \
    --mode=u=rwX,go=rX --exclude='*.jsa' -cf "$file.new" \
    bin/fleet-agent bin/fleet-agent-runner bin/fleet-agent-upgrade lib/fleet-agent
  gzip -n -9 "$file.new"
  mv "$file.new.gz" "$file"
  "$(java_command)" -cp "$root/dist/lib/fleet-agent/fleet-agent.jar" \
    no.itagenten.fleet.agent.upgrade.ReleaseMain "$2" "$version" "$file" || fail "nothing was signed; the reason stands above"
  say "Done: dist/${file##*/} and dist/${file##*/}.sig"
}

# install PART ARGUMENT...: what stands in dist/, or in the archive that --from names.
install_part() {
  part=$1
  shift
  from='' sum=''
  left=$#
  while [ "$left" -gt 0 ]; do
    case $1 in
      --from | --sha256)
        if [ "$left" -lt 2 ] || [ -z "$2" ]; then usage_error "$1 needs a value"; fi
        if [ "$1" = --from ]; then from=$2; else sum=$2; fi
        shift 2
        left=$((left - 2))
        ;;
      *)
        set -- "$@" "$1"
        shift
        left=$((left - 1))
        ;;
    esac
  done
  if [ -n "$from" ]; then
    unpack
    result=0
    "$unpacked/dist/share/install/$part.sh" "$@" || result=$?
    rm -rf "$unpacked"
    exit "$result"
  fi
  [ -z "$sum" ] || usage_error "--sha256 goes with --from"
  [ -x "$root/dist/share/install/$part.sh" ] ||
    fail "there is nothing to install in $root/dist. Build it with './install.sh build', or name an archive with --from"
  exec "$root/dist/share/install/$part.sh" "$@"
}

is_sum() {
  case $1 in
    *[!0-9a-f]*) return 1 ;;
  esac
  [ ${#1} -eq 64 ]
}

# Unpacks the archive, once it is seen to be the one that was meant, to $unpacked. What is checked
# and what is unpacked is one private copy.
unpack() {
  [ -f "$from" ] || fail "no such file: --from $from"
  if [ -z "$sum" ]; then
    [ -f "$from.sha256" ] || fail "$from.sha256 is missing, so $from cannot be checked. Fetch it too, or give --sha256"
    read -r sum named <"$from.sha256" || [ -n "$sum" ] || fail "$from.sha256 is empty. Fetch it again, or give --sha256"
    # sha256sum(1) puts a star before the name of what it read as binary.
    [ "${named#\*}" = "${from##*/}" ] ||
      fail "$from.sha256 is about '${named#\*}' and not about ${from##*/}. Fetch the one that belongs to it, or give --sha256"
  fi
  is_sum "$sum" || fail "'$sum' is no SHA-256, which is 64 of 0 to 9 and a to f. Nothing was changed"
  unpacked=$(mktemp -d)
  trap 'rm -rf "$unpacked"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  cp "$from" "$unpacked/archive"
  found=$(sha256sum <"$unpacked/archive")
  [ "${found%% *}" = "$sum" ] ||
    fail "$from is damaged or another one: its SHA-256 is ${found%% *}, wanted $sum. Nothing was changed"
  tar -C "$unpacked" --strip-components=1 --no-same-owner -xzf "$unpacked/archive" ||
    fail "$from is no archive of R58 Fleet"
  rm "$unpacked/archive"
}

# Whether every program is there and younger than what it was made from.
is_built() {
  for program in fleetd fleetctl fleet-agent; do
    made="$root/dist/lib/$program/$program.jar"
    [ -f "$made" ] && [ -x "$root/dist/bin/$program" ] || return 1
    [ -z "$(find "$root/pom.xml" "$root/shared-protocol/pom.xml" "$root/shared-protocol/src/main" \
      "$root/$program/pom.xml" "$root/$program/src/main" -newer "$made")" ] || return 1
  done
}

demo() {
  case ${1:-} in
    '' | --check)
      [ $# -le 1 ] || usage_error "demo takes --check and nothing else"
      command -v git >/dev/null || fail "the demo needs git. Install it: sudo apt-get install git"
      is_built || build
      ;;
  esac
  exec "$root/deploy/demo/demo.sh" "$@"
}

usage_error() {
  printf 'install.sh: %s\n' "$*" >&2
  usage >&2
  exit 2
}

main() {
  root=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd)
  command=${1:-}
  # As the installer of earlier times was called.
  [ -n "$command" ] || [ -z "${FLEET_API_URL:-}" ] || command=agent
  [ $# -eq 0 ] || shift
  case $command in
    agent | server | cli | uninstall) install_part "$command" "$@" ;;
    build) build "$@" ;;
    archive) archive "$@" ;;
    agent-archive) agent_archive "$@" ;;
    demo) demo "$@" ;;
    -h | --help | help) usage ;;
    '') usage_error "a command is missing" ;;
    *) usage_error "unknown command: $command" ;;
  esac
}

main "$@"
