#!/bin/sh
# R58 Fleet on this machine: server, agent and a sample application, in a private folder and on
# loopback only. `./install.sh demo` builds what is missing and starts this. Every step is checked
# for real in both modes; --check shows the checks alone and ends, without it the steps are told
# and a shell stays open at the end.
set -eu

device=r58-demo

usage() {
  cat <<'END'
usage: ./install.sh demo [--check]

  Runs the whole system on this machine: a server, and an agent that looks after a sample
  application. Nothing is installed, no root is needed, and everything is removed at the end.

  --check    unattended: do every step, check it, print the list, exit 0 or 1
END
}

# --- What is printed -------------------------------------------------------------------------

choose_style() {
  bold='' dim='' green='' red='' cyan='' plain=''
  if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    escape=$(printf '\033')
    bold="${escape}[1m" dim="${escape}[2m" green="${escape}[32m" red="${escape}[31m" cyan="${escape}[36m"
    plain="${escape}[0m"
  fi
}

# heading TEXT: only where the steps are told, as tell.
heading() {
  [ -n "$check" ] || printf '\n%s%s%s\n' "$bold" "$1" "$plain"
}

tell() {
  [ -n "$check" ] || printf '%s\n' "$@"
}

# quoted ARGUMENT...: as one would type them.
quoted() {
  for argument; do
    case $argument in
      *[!A-Za-z0-9_./:=@,-]*) printf " '%s'" "$argument" ;;
      *) printf ' %s' "$argument" ;;
    esac
  done
}

ok() {
  if [ -n "$check" ]; then
    printf '%sok%s      %s\n' "$green" "$plain" "$1"
  else
    printf '%s  ok: %s%s\n' "$green" "$1" "$plain"
  fi
}

failed() {
  printf '%sFAILED%s  %s\n' "$red" "$plain" "$1"
  show_tail "what the last check found" "$work/found"
  [ -z "$check" ] || show_tail "the last command" "$work/said"
  show_tail "fleetd" "$work/fleetd.log"
  show_tail "fleet-agent" "$work/agent.log"
  show_tail "the sample application" "$work/app.log"
  exit 1
}

show_tail() {
  [ -s "$2" ] || return 0
  printf '\n--- %s, its last lines\n' "$1"
  tail -n 15 "$2"
}

# --- What is run -----------------------------------------------------------------------------

# run COMMAND...: what somebody would type. Its exit code is in $code.
run() {
  show_typed "$(quoted "$@")"
  await_command /dev/null - "$@"
}

# run_reading FILE COMMAND...: with its standard input from there.
run_reading() {
  input=$1
  shift
  show_typed "$(quoted "$@") < $input"
  await_command "$input" - "$@"
}

# run_writing FILE COMMAND...: with its standard output there.
run_writing() {
  output=$1
  shift
  show_typed "$(quoted "$@") > $output"
  await_command /dev/null "$output" "$@"
}

show_typed() { [ -n "$check" ] || printf '\n  %s$%s%s%s\n' "$dim" "$plain$cyan" "$1" "$plain"; }

# await_command INPUT OUTPUT COMMAND...: runs it in the background and waits for it, so that a
# signal ends the demo at once and not after the command. OUTPUT may be - for the terminal.
await_command() {
  from=$1
  to=$2
  shift 2
  if [ "$to" != - ]; then
    "$@" <"$from" >"$to" 2>"$work/said" &
  elif [ -n "$check" ]; then
    "$@" <"$from" >"$work/said" 2>&1 &
  else
    "$@" <"$from" &
  fi
  child=$!
  code=0
  wait "$child" || code=$?
  child=
  [ "$to" = - ] || [ -n "$check" ] || cat "$work/said"
}

# verify TEXT COMMAND...: says TEXT if the command succeeds within ten seconds.
verify() {
  text=$1
  shift
  if eventually 10 "$@"; then
    ok "$text"
  else
    failed "$text"
  fi
}

# eventually SECONDS COMMAND...
eventually() {
  tries=$(($1 * 4))
  shift
  while ! "$@" >"$work/found" 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.25
  done
}

tool() { "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$work/tool:$root/dist/lib/fleetctl/*" DemoTool "$@"; }

# The value at PATH of what a fleetctl command prints as JSON; fails unless it is valid.
value() {
  path=$1
  shift
  fleetctl "$@" -o json </dev/null >"$work/json" && tool json "$path" <"$work/json"
}

# app FIELD: what the application itself says.
app() { tool get "http://127.0.0.1:$app_port/" >"$work/answer" && tool json "$1" <"$work/answer"; }

is() {
  wanted=$1
  shift
  found=$("$@") || return 1
  echo "wanted: $wanted, found: $found"
  [ "$found" = "$wanted" ]
}

is_not() {
  unwanted=$1
  shift
  found=$("$@") || return 1
  echo "found: $found"
  [ "$found" != "$unwanted" ]
}

exited() {
  echo "exit code $code, wanted $1"
  [ "$code" -eq "$1" ]
}

# --- Beginning and end -----------------------------------------------------------------------

require() {
  java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java") || java=
  javac=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}javac") || javac=
  if [ -z "$java" ] || [ -z "$javac" ]; then
    echo "demo: a JDK of Java 17 or newer is missing. Install it: sudo apt-get install openjdk-17-jdk-headless" >&2
    exit 1
  fi
}

prepare() {
  folder=${TMPDIR:-/tmp}
  case $folder in
    *[!A-Za-z0-9_./-]*) folder=/tmp ;; # the address of a git repository has no spaces
  esac
  work=$(mktemp -d "$folder/r58-fleet-demo.XXXXXX")
  server_pid='' agent_pid='' child='' terminal=''
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 141' PIPE
  trap 'exit 143' TERM
  # Nothing that is set here for another fleet, or for git, shall have a say.
  unset FLEETD_LISTEN FLEETD_DATA FLEETD_PUBLIC_URL FLEETD_TRUSTED_PROXY FLEETD_OPEN_ENROLLMENT \
    FLEETD_TLS_CERT FLEETD_TLS_KEY FLEETD_LOG_DAYS FLEETD_LOG_ROWS FLEETD_MAX_DEVICES FLEETD_TRUSTED_ISSUERS \
    R58_FLEET_URL R58_FLEET_TOKEN R58_FLEET_CONTEXT FLEET_API_URL DEVICE_ID \
    GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_NAMESPACE
  export XDG_CONFIG_HOME="$work/home/config" XDG_STATE_HOME="$work/home/state" \
    XDG_DATA_HOME="$work/home/data" XDG_CACHE_HOME="$work/home/cache"
  export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 \
    GIT_AUTHOR_NAME=Demo GIT_AUTHOR_EMAIL=demo@example.org \
    GIT_COMMITTER_NAME=Demo GIT_COMMITTER_EMAIL=demo@example.org
  PATH=$root/dist/bin:$PATH
  mkdir "$work/tool"
  "$javac" -cp "$root/dist/lib/fleetctl/*" -d "$work/tool" "$root/deploy/demo/DemoTool.java"
}

clean_up() {
  trap - EXIT
  trap '' HUP INT PIPE TERM
  [ -n "$check" ] || printf '\n%sStopping server, agent and application%s\n' "$dim" "$plain" || :
  stop "$child" 2
  [ -z "$terminal" ] || stty "$terminal" <&3 2>/dev/null || :
  stop "$agent_pid" 8
  stop_applications
  stop "$server_pid" 12
  rm -rf "$work"
  [ -n "$check" ] || printf '%sDone; %s is removed%s\n' "$dim" "$work" "$plain" || :
}

# stop PID SECONDS: asks it to end, and after that time makes it.
stop() {
  [ -n "$1" ] || return 0
  kill -TERM "$1" 2>/dev/null || return 0
  tries=$(($2 * 10))
  while is_running "$1" && [ "$tries" -gt 0 ]; do
    tries=$((tries - 1))
    sleep 0.1
  done
  kill -KILL "$1" 2>/dev/null || :
}

# A child that ended but was not waited for is a zombie (Z), which kill -0 takes for alive.
is_running() {
  process_state=$(sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' "/proc/$1/status" 2>/dev/null) || :
  [ -n "$process_state" ] && [ "$process_state" != Z ]
}

# The agent stops its services as it ends. This is for an agent that had to be killed: they bear
# a mark with this demo's own folder.
stop_applications() {
  for process in /proc/[0-9]*; do
    if grep -qaF "R58_FLEET_SERVICE=$work/" "$process/environ" 2>/dev/null; then
      kill -KILL "${process#/proc/}" 2>/dev/null || :
    fi
  done
}

# --- The steps -------------------------------------------------------------------------------

start_server() {
  heading "1. A server"
  tell "fleetd is one program with its own database. It listens on this machine only."
  fleetd --listen 127.0.0.1:0 --data "$work/server" </dev/null >"$work/fleetd.log" 2>&1 &
  server_pid=$!
  eventually 30 server_answers || failed "fleetd answers"
  ok "fleetd answers at $url"
  tell "" "Its first start wrote an admin token into a file. That is enough to log in:"
  run_reading "$work/server/admin.token" fleetctl login --url "$url" --token-stdin
  verify "fleetctl login is taken" exited 0
  verify "it is the administrator" is admin value role whoami
  verify "the dashboard answers" tool get "$url/"
}

server_answers() {
  url=$(sed -n 's/^fleetd .* at \(http:[^,]*\), data in .*/\1/p' "$work/fleetd.log")
  [ -n "$url" ] && tool get "$url/health"
}

# A bare repository as on a forge, and the first of three releases.
make_repository() {
  git init --quiet --bare --initial-branch=main "$work/app.git"
  git clone --quiet "$work/app.git" "$work/workshop" 2>/dev/null
  git -C "$work/workshop" symbolic-ref HEAD refs/heads/main
  cp "$root/deploy/demo/sample-app/SampleApp.java" "$work/workshop/"
  release v1 'title=Morning service' 'line_every_ms=1000'
  first=$commit
}

# release TAG SETTING...: commits, tags and pushes; the commit is in $commit.
release() {
  tag=$1
  shift
  printf '%s\n' "$@" >"$work/workshop/settings.properties"
  git -C "$work/workshop" add --all
  git -C "$work/workshop" commit --quiet --message="Release $tag"
  git -C "$work/workshop" tag "$tag"
  git -C "$work/workshop" push --quiet origin main "$tag"
  commit=$(git -C "$work/workshop" rev-parse HEAD)
}

short() { printf '%.10s' "$1"; }

start_device() {
  heading "2. A device joins the fleet"
  tell "A device enrols once, with a token that is good for one device. After that its own key proves" \
    "who it is. This machine plays the device, and its agent runs a sample application from git."
  run_writing "$work/token" fleetctl enroll create --venue Domkirken
  verify "fleetctl enroll create makes a token" exited 0
  make_repository
  git clone --quiet "$work/app.git" "$work/app"
  app_port=$(tool free-port)
  write_agent_configuration
  fleet-agent --config "$work/agent.conf" </dev/null >"$work/agent.log" 2>&1 &
  agent_pid=$!
  eventually 30 is online value status device show "$device" || failed "the device is online"
  run fleetctl devices
  verify "the device is online" is online value items.0.status devices
  verify "it runs release v1, commit $(short "$first")" is "$first" app commit
  verify "fleetctl devices -o json says so too" is "$first" value items.0.version devices
}

write_agent_configuration() {
  (
    umask 077
    cat >"$work/agent.conf" <<END
FLEET_API_URL=ws://${url#http://}/ws
DEVICE_ID=$device
ENROLLMENT_TOKEN_FILE=$work/token
STATE_DIR=$work/agent
HEARTBEAT_INTERVAL=2
APP_DIR=$work/app
APP_REMOTE=$work/app.git
APP_BRANCH=main
SERVICES=sample-app
SERVICE_MANAGER=process
SERVICE_SAMPLE_APP_COMMAND="$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC SampleApp.java $app_port
SERVICE_SAMPLE_APP_DIR=$work/app
SERVICE_SAMPLE_APP_LOG=$work/app.log
LOG_FILES=sample-app=$work/app.log
RESTART_SETTLE_SECONDS=2
HEALTH_URL=http://127.0.0.1:$app_port/health
UPDATE_SETTLE_SECONDS=2
UPDATE_VERIFY_TIMEOUT=15
END
  )
}

show_logs() {
  heading "3. What the device writes"
  tell "The application writes a line every second. They arrive on the server, each of them once."
  verify "lines arrive" at_least_lines 3
  run fleetctl logs "$device" -n 5
  verify "fleetctl logs shows them" exited 0
  verify "they are numbered without a gap" lines_are_whole
  tell "" "With -f it goes on until Ctrl-C; here it is ended after five seconds."
  follow_logs
}

# The lines of each process, as the server has them, oldest first, and whether none is missing.
lines_are_whole() {
  fleetctl logs "$device" -n 1000 </dev/null | sed -n 's/.*process \([0-9]*\) line \([0-9]*\).*/\1 \2/p' |
    awk '$2 != last[$1] + 1 { print "process " $1 ": " $2 " after " last[$1]; bad = 1 }
         { last[$1] = $2 }
         END { print NR " lines"; exit bad || NR < 3 }'
}

at_least_lines() {
  lines=$(fleetctl logs "$device" -n 1000 </dev/null | grep -c 'line [0-9]') || :
  echo "$lines lines"
  [ "$lines" -ge "$1" ]
}

# Follows the log for five seconds, as somebody would until Ctrl-C.
follow_logs() {
  show_typed " fleetctl logs $device -f -n 0"
  if [ -n "$check" ]; then
    fleetctl logs "$device" -f -n 0 </dev/null >"$work/said" 2>&1 &
  else
    fleetctl logs "$device" -f -n 0 </dev/null &
  fi
  child=$!
  sleep 5
  stop "$child" 2
  child=
  [ -z "$check" ] || verify "fleetctl logs -f shows new lines as they come" grep 'line [0-9]' "$work/said"
}

show_restart() {
  heading "4. A restart"
  before=$(app pid)
  tell "The application is process $before. A restart is done when the service was seen to stay up."
  run fleetctl restart "$device"
  verify "fleetctl restart succeeds" exited 0
  verify "the application is another process now" is_not "$before" app pid
}

show_update() {
  heading "5. An update"
  release v2 'title=Evening service' 'line_every_ms=500'
  second=$commit
  tell "Release v2, commit $(short "$second"), was just pushed to the application's repository."
  run fleetctl update "$device"
  verify "fleetctl update succeeds" exited 0
  verify "the application runs commit $(short "$second")" is "$second" app commit
  verify "the server knows" is "$second" value version device show "$device"
}

show_bad_update() {
  heading "6. A bad update"
  release v3 'title=Night service' 'line_every_ms=often'
  tell "Release v3, commit $(short "$commit"), has a mistake in its settings: it ends as soon as it starts." \
    "The agent sees that, goes back to v2, and checks that v2 is well."
  run fleetctl update "$device"
  verify "fleetctl update fails, with exit code 1" exited 1
  verify "the command is rolled back" is rolled_back value items.0.state commands "$device" -n 1
  verify "the application runs commit $(short "$second") again" is "$second" app commit
  verify "the device is online" is online value status device show "$device"
  verify "no line of the application's log is missing" lines_are_whole
}

hand_over() {
  heading "7. Over to you"
  tell "  Dashboard   $bold$url/$plain" \
    "  Its token   in the file $work/server/admin.token" \
    "" \
    "This is fleetctl's shell. Try: devices, status, logs $device -f, update $device --tag v1, help" \
    "'exit' or Ctrl-D stops everything and removes $work" ""
  # Ctrl-C belongs to the shell now. A background command has it switched off, which env can undo;
  # where env cannot, the shell runs in the foreground and a signal to the demo waits for its end.
  trap '' INT
  exec 3<&0
  terminal=$(stty -g <&3 2>/dev/null) || terminal=
  if [ -t 0 ] && env --default-signal=INT true 2>/dev/null; then
    env --default-signal=INT fleetctl shell <&3 3<&- &
    child=$!
    wait "$child" || :
    child=
  else
    fleetctl shell || :
  fi
}

main() {
  root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/../.." && pwd)
  check=
  case ${1:-} in
    --check) check=yes ;;
    '') ;;
    -h | --help)
      usage
      exit 0
      ;;
    *)
      printf 'install.sh demo: unknown argument: %s\n' "$1" >&2
      usage >&2
      exit 2
      ;;
  esac
  choose_style
  require
  prepare
  start_server
  start_device
  show_logs
  show_restart
  show_update
  show_bad_update
  [ -n "$check" ] || hand_over
}

main "$@"
