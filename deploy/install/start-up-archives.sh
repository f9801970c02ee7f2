#!/bin/sh
# usage: start-up-archives.sh DIST RELEASE PROGRAM...
# Makes the start-up archive of each PROGRAM in RELEASE (a folder with bin and lib): the classes that it
# needs, as this machine's Java keeps them in memory. Programs start sooner with it and take less. Which
# classes these are is found out by a rehearsal of a few seconds with the programs in DIST, all of them: a
# server, a device and somebody who asks for it, on loopback, in a private folder that is removed. Needs
# neither root nor a network. Where the server does not come up the others rehearse without.
set -eu

# Options that are given to Java are split at spaces.
work_folder() {
  folder=${TMPDIR:-/tmp}
  case $folder in
    *[!A-Za-z0-9_./-]*) folder=/tmp ;;
  esac
  mktemp -d "$folder/r58-fleet-rehearsal.XXXXXX"
}

clean_up() {
  trap - EXIT
  trap '' HUP INT TERM
  stop "$agent"
  stop "$server"
  rm -rf "$work"
}

# stop PID: and waits until it has ended; both end within ten seconds.
stop() {
  [ -n "$1" ] || return 0
  kill -TERM "$1" 2>/dev/null || :
  wait "$1" 2>/dev/null || :
}

# await TEXT FILE PID: whether the text stands there within a minute.
await() {
  tries=300
  until grep -qs "$1" "$2"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] && kill -0 "$3" 2>/dev/null || return 1
    sleep 0.2
  done
}

# The options with which Java writes down the classes that it loads.
learn() { printf '%s' "-Xshare:off -XX:DumpLoadedClassList=$work/$1.classes -Djava.io.tmpdir=$work -Djna.tmpdir=$work"; }

start_server() {
  set -- --listen 127.0.0.1:0 --data "$work/server"
  if openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 \
    -addext subjectAltName=IP:127.0.0.1 -keyout "$work/key.pem" -out "$work/ca.pem" >/dev/null 2>&1; then
    set -- "$@" --tls-cert "$work/ca.pem" --tls-key "$work/key.pem"
  else
    rm -f "$work/ca.pem"
  fi
  # timeout stands between so that nothing stays for long, whatever happens; it hands a signal on.
  FLEETD_JAVA_OPTS=$(learn fleetd) timeout -k 10 180 "$dist/bin/fleetd" "$@" </dev/null >"$work/fleetd.log" 2>&1 &
  server=$!
  await '^fleetd .* at http' "$work/fleetd.log" "$server" || return 0
  url=$(sed -n 's/^fleetd .* at \(https*:[^,]*\), data in .*/\1/p' "$work/fleetd.log")
  R58_FLEET_TOKEN=$(cat "$work/server/admin.token")
}

# ask NAME ARGUMENT...: what somebody would type.
ask() {
  name=fleetctl-$1
  shift
  [ ! -s "$work/ca.pem" ] || set -- "$@" --ca-file "$work/ca.pem"
  FLEETCTL_JAVA_OPTS=$(learn "$name") timeout -k 10 60 "$dist/bin/fleetctl" "$@" </dev/null 2>>"$work/fleetctl.log" || :
}

start_agent() {
  ask 1 enroll create >"$work/token"
  : >"$work/quiet.log"
  {
    printf '%s\n' "FLEET_API_URL=ws${url#http}/ws" DEVICE_ID=rehearsal "STATE_DIR=$work/agent" "LOG_FILES=quiet=$work/quiet.log"
    [ ! -s "$work/token" ] || printf '%s\n' "ENROLLMENT_TOKEN_FILE=$work/token"
    [ ! -s "$work/ca.pem" ] || printf '%s\n' "CA_FILE=$work/ca.pem"
  } >"$work/agent.conf"
  FLEET_AGENT_JAVA_OPTS=$(learn fleet-agent) timeout -k 10 120 "$dist/bin/fleet-agent" --config "$work/agent.conf" \
    </dev/null >"$work/agent.log" 2>&1 &
  agent=$!
  await 'The server took us in\|Trying again' "$work/agent.log" "$agent" || :
  # It tells how it fares, and the log file is looked at.
  echo 'INFO a line' >>"$work/quiet.log"
  sleep 3
}

rehearse() {
  # Nothing that is set here for another fleet shall have a say.
  unset FLEETD_LISTEN FLEETD_DATA FLEETD_PUBLIC_URL FLEETD_TRUSTED_PROXY FLEETD_OPEN_ENROLLMENT FLEETD_TLS_CERT \
    FLEETD_TLS_KEY FLEETD_LOG_DAYS FLEETD_LOG_ROWS FLEETD_MAX_DEVICES FLEETD_TRUSTED_ISSUERS R58_FLEET_CONTEXT FLEET_API_URL DEVICE_ID \
    NOTIFY_SOCKET WATCHDOG_USEC
  # Where nobody listens, until the server does.
  url=https://127.0.0.1:1
  R58_FLEET_TOKEN=rehearsal
  start_server
  R58_FLEET_URL=$url
  XDG_CONFIG_HOME=$work/home
  export R58_FLEET_URL R58_FLEET_TOKEN XDG_CONFIG_HOME
  start_agent
  {
    ask 2 version
    ask 3 devices
    ask 4 device show rehearsal
    ask 5 logs rehearsal -n 5
    ask 6 --help
    ask 7 status
  } >/dev/null
  stop "$agent"
  agent=
  stop "$server"
  server=
}

# keep PROGRAM: made by the program's own launcher, so that Java gets the same options later.
keep() {
  for list in "$work/$1".classes "$work/$1"-*.classes; do
    [ ! -f "$list" ] || cat "$list"
  done | awk '!seen[$0]++' >"$work/all"
  archive=$release/lib/$1/$1.jsa
  rm -f "$archive" "$archive.new"
  cp "$work/all" "$archive.classes"
  variable=$(printf '%s' "$1" | tr 'a-z-' 'A-Z_')_JAVA_OPTS
  # The archive is named relative to its folder because the options are split at spaces. Without an argument
  # fleetctl's launcher would take it to be for the terminal, with an option that makes a poorer archive.
  (
    cd "$release/lib/$1"
    env "$variable=-Xshare:dump -XX:SharedClassListFile=$1.jsa.classes -XX:SharedArchiveFile=$1.jsa.new -Xmx256m" \
      timeout -k 10 180 "$release/bin/$1" --version >"$work/dump.log" 2>&1
  ) || rm -f "$archive.new"
  rm -f "$archive.classes"
  if [ -f "$archive.new" ]; then
    # By its time a launcher sees which Java it is for. Only a whole archive gets the name that it looks for.
    chmod a+r "$archive.new"
    touch -r "$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")" "$archive.new"
    mv "$archive.new" "$archive"
  else
    printf '%s\n' "No start-up archive for $1: this Java made none. It starts without."
  fi
}

main() {
  dist=$(CDPATH='' cd -P -- "$1" && pwd)
  release=$(CDPATH='' cd -P -- "$2" && pwd)
  shift 2
  umask 077
  agent='' server=''
  work=$(work_folder)
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  rehearse
  for program; do keep "$program"; done
}

main "$@"
