#!/bin/sh
# Builds R58 Fleet on this machine. Everything stands in functions and the last line calls
# them, so that a download cut short runs nothing.
set -eu

usage() {
  cat <<'EOF'
usage: ./install.sh COMMAND

  build            compile the programs into dist/ and make their start-up archives
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

# archive PROGRAM OPTION_VARIABLE ARGUMENT...
# Runs the program once and keeps the classes it loaded, so that later starts skip loading them.
# The archive is named relative to its folder because the options are split at spaces.
archive() (
  program=$1
  variable=$2
  shift 2
  cd "$root/dist/lib/$program"
  rm -f "$program.jsa" "$program.jsa.new"
  env "$variable=-XX:ArchiveClassesAtExit=$program.jsa.new" "$root/dist/bin/$program" "$@" >/dev/null ||
    fail "$program $* failed while its start-up archive was made"
  if [ -f "$program.jsa.new" ]; then
    # Only a whole archive gets the name that launchers look for: Java crashes on half of one.
    mv "$program.jsa.new" "$program.jsa"
  else
    say "No start-up archive for $program: this Java made none. It starts without."
  fi
)

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
  say "Building into $root/dist"
  # Quiet but for warnings, which are what stops a compilation; -q would hide them.
  run_stoppable mvn -B -ntp -f "$root/pom.xml" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -Dmaven.test.skip=true package
  archive fleetd FLEETD_JAVA_OPTS --version
  archive fleetctl FLEETCTL_JAVA_OPTS --version
  archive fleet-agent FLEET_AGENT_JAVA_OPTS --version
  say "Done: dist/bin has fleetd, fleetctl and fleet-agent"
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
  [ $# -eq 0 ] || shift
  case $command in
    build) build "$@" ;;
    demo) demo "$@" ;;
    -h | --help | help) usage ;;
    '') usage_error "a command is missing" ;;
    *) usage_error "unknown command: $command" ;;
  esac
}

main "$@"
