# shellcheck shell=bash disable=SC2034,SC2154 # shared with run
# A server of this machine, the agent by qemu, and what must hold of them.

start_server() {
  # Nothing that is set here for another fleet shall have a say.
  unset "${!FLEETD_@}" "${!R58_FLEET_@}" "${!FLEET_@}" "${!FLEETCTL_@}" DEVICE_ID
  export XDG_CONFIG_HOME="$run_dir/home/config" XDG_STATE_HOME="$run_dir/home/state" XDG_CACHE_HOME="$run_dir/home/cache"
  PATH=$dist/bin:$PATH
  mkdir "$run_dir/tool"
  javac -cp "$dist/lib/fleetctl/*" -d "$run_dir/tool" "$root/deploy/demo/DemoTool.java"
  fleetd --listen 127.0.0.1:0 --data "$run_dir/server" </dev/null >"$run_dir/fleetd.log" 2>&1 &
  server_pid=$!
  await_check 30 "fleetd answers" server_answers
  check "fleetctl logs in" log_in
}

log_in() { fleetctl login --url "$url" --token-stdin <"$run_dir/server/admin.token"; }

server_answers() {
  url=$(sed -n 's/^fleetd .* at \(http:[^,]*\), data in .*/\1/p' "$run_dir/fleetd.log")
  [[ -n $url ]] && tool get "$url/health"
}

tool() { java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$run_dir/tool:$dist/lib/fleetctl/*" DemoTool "$@"; }

# value PATH COMMAND...: of what fleetctl prints as JSON; no output where it is null.
value() {
  local path=$1
  shift
  fleetctl "$@" -o json </dev/null | tool json "$path"
}

start_agent() {
  check "fleetctl makes a token for a device" make_token
  (
    umask 077
    cat >"$run_dir/agent.conf" <<END_OF_CONF
FLEET_API_URL=ws://${url#http://}/ws
DEVICE_ID=$device
ENROLLMENT_TOKEN_FILE=$run_dir/token
STATE_DIR=$run_dir/agent
HEARTBEAT_INTERVAL=2
END_OF_CONF
  )
  # Two things that a device has and qemu has not. JNA asks ldconfig where libraries are, which would
  # be this machine's; and Java starts programs by an arm64 helper, which this kernel would refuse.
  JAVA_HOME=$java_home \
    FLEET_AGENT_JAVA_OPTS="-Djna.library.path=/usr/lib/aarch64-linux-gnu -Djdk.lang.Process.launchMechanism=VFORK \
      -Djna.debug_load.jna=true" \
    fleet-agent --config "$run_dir/agent.conf" </dev/null >"$run_dir/agent.log" 2>&1 &
  agent_pid=$!
}

check_agent() {
  await_check 90 "the device is online ($device)" is online value status device show "$device"
  check "it is an aarch64" is aarch64 value arch device show "$device"
  check "its Java is run by qemu" grep -q "qemu-aarch64" "/proc/$agent_pid/cmdline"
  await_check 30 "JNA's library for aarch64 is loaded" jna_is_loaded
  await_check 30 "through it, the system's libudev is loaded" mapped "$sysroot/usr/lib/aarch64-linux-gnu/libudev\.so"
}

make_token() {
  (umask 077 && fleetctl enroll create </dev/null >"$run_dir/token")
}

# What the agent's process has mapped.
mapped() { grep -E -- " $1" "/proc/$agent_pid/maps"; }

# It is unpacked from the jar under another name, which JNA removes once it is loaded.
jna_is_loaded() {
  grep "Found library resource at .*/linux-aarch64/libjnidispatch.so" "$run_dir/agent.log" && mapped '.*/jna[0-9]+\.tmp'
}

# The kernel's files are this machine's in the agent, too: what it reads must be what is there.
check_readings() {
  await_check 30 "the processor's load is read: a share of it" between 0 100 reading cpu_percent
  check "the memory's use is this machine's" near 10 "$(memory_used)" reading memory_percent
  check "the disk's use is this machine's" near 3 "$(disk_used)" reading disk_percent
  check "the uptime is this machine's" near 60 "$(cut -d. -f1 /proc/uptime)" reading uptime
  check "the load, by a native call, is this machine's" near 5 "$(cut -d' ' -f1 /proc/loadavg)" reading load_1m
  check "nothing was missing, says its log" nothing_missing
}

reading() { value "$1" device show "$device"; }

memory_used() { awk '{ v[$1] = $2 } END { print 100 * (1 - v["MemAvailable:"] / v["MemTotal:"]) }' /proc/meminfo; }

disk_used() { stat -f -c '%b %f' "$run_dir" | awk '{ print 100 * ($1 - $2) / $1 }'; }

# near DISTANCE WANTED COMMAND...: the number it prints.
near() {
  local distance=$1 wanted=$2
  shift 2
  between "$(awk -v w="$wanted" -v d="$distance" 'BEGIN { print w - d }')" \
    "$(awk -v w="$wanted" -v d="$distance" 'BEGIN { print w + d }')" "$@"
}

# between LOW HIGH COMMAND...
between() {
  local low=$1 high=$2 found
  shift 2
  found=$("$@") || return 1
  echo "wanted: $low to $high, found: $found"
  [[ $found =~ ^[0-9.]+$ ]] && awk -v f="$found" -v l="$low" -v h="$high" 'BEGIN { exit !(f >= l && f <= h) }'
}

nothing_missing() { fails grep -E 'UnsatisfiedLink|NoClassDefFound|Did not find|\[ERROR\]|Exception' "$run_dir/agent.log"; }

check_command() {
  check "a command goes there and back" \
    fleetctl config set "$device" log_level=debug heartbeat_interval=5 --timeout=60s
  check "the device has done it" is debug value config.log_level device show "$device"
  check "the agent says so itself" grep "is in force: .*log_level=debug" "$run_dir/agent.log"
  check "it is online still" is online value status device show "$device"
}
