# shellcheck shell=bash disable=SC2154 # run_dir, plain, java and tag are run's
# Machines: a Debian that systemd-nspawn boots from an overlay of its own, on a network of the run's
# own: a switch in a network namespace, to which this machine itself has no connection.

declare -A machine_address=()

# make_network: the switch.
make_network() {
  ip netns add "$tag-switch"
  ip -n "$tag-switch" link add br0 type bridge
  ip -n "$tag-switch" link set br0 up
}

# create NAME ADDRESS plain|java: a machine that is not booted yet.
create() {
  local name=$1 address=$2 layers=$plain folder=$run_dir/$1
  [[ $3 == plain ]] || layers=$java:$plain
  mkdir -p "$folder"/{upper,work,root}
  mount -t overlay overlay -o "lowerdir=$layers,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
  machine_address[$name]=$address
  echo "$name" >"$folder/root/etc/hostname"
  rm -f "$folder/root/var/lib/dbus/machine-id"
  echo uninitialized >"$folder/root/etc/machine-id"
  printf '%s\n' '127.0.0.1 localhost' "$server_address server" "$address $name" >"$folder/root/etc/hosts"
  ip netns add "$tag-$name"
  ip -n "$tag-switch" link add "to-$name" type veth peer name eth0 netns "$tag-$name"
  ip -n "$tag-switch" link set "to-$name" master br0 up
  ip -n "$tag-$name" link set lo up
  ip -n "$tag-$name" addr add "$address/24" dev eth0
  ip -n "$tag-$name" link set eth0 up
}

# power_on NAME...: boots them side by side and waits until each is up.
power_on() {
  local name
  for name; do
    # 133: it wants to be started again.
    setsid bash -c 'shift; while :; do systemd-nspawn -q "$@"; [ $? = 133 ] || break; done' _ "$tag" \
      -D "$run_dir/$name/root" --machine="$name" --register=no --keep-unit --console=pipe \
      --network-namespace-path="/run/netns/$tag-$name" -b </dev/null >>"$run_dir/$name/console.log" 2>&1 &
    echo $! >"$run_dir/$name/runner"
    disown
  done
  for name; do
    eventually 90 is_up "$name" || die "$name did not boot; see $run_dir/$name/console.log"
  done
}

is_up() {
  local state
  leader "$1" >/dev/null || return 1
  state=$(in_machine "$1" systemctl is-system-running 2>/dev/null) || :
  [[ $state == running || $state == degraded ]]
}

# leader NAME: the machine's process 1, as this machine sees it.
leader() {
  local runner nspawn init
  runner=$(cat "$run_dir/$1/runner" 2>/dev/null) && nspawn=$(pgrep -P "$runner" -x systemd-nspawn) &&
    init=$(pgrep -P "$nspawn") && echo "${init%%$'\n'*}"
}

# in_machine NAME COMMAND...: as root.
in_machine() {
  local init
  init=$(leader "$1") || return 125
  nsenter -t "$init" -m -u -i -n -p -r -w env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/root LANG=C.UTF-8 "${@:2}"
}

# put NAME MODE FILE: standard input.
put() {
  mkdir -p "$(dirname "$run_dir/$1/root$3")"
  cat >"$run_dir/$1/root$3"
  chmod "$2" "$run_dir/$1/root$3"
}

# cut_power NAME: everything inside is gone at once.
cut_power() {
  local runner nspawn init
  runner=$(cat "$run_dir/$1/runner")
  nspawn=$(pgrep -P "$runner" -x systemd-nspawn) || :
  init=$(leader "$1") || :
  # shellcheck disable=SC2086 # none, where it is off
  {
    kill -KILL $runner $nspawn $init 2>/dev/null || :
    eventually 10 is_gone $nspawn $init
  }
}

is_gone() {
  local pid
  for pid; do [[ ! -d /proc/$pid || $(awk '/^State/ { print $2 }' "/proc/$pid/status" 2>/dev/null) == Z ]] || return 1; done
}

unplug() { ip -n "$tag-switch" link set "to-$1" down; }
plug_in() { ip -n "$tag-switch" link set "to-$1" up; }

# lossy NAME PERCENT: so many packets are lost, each way.
lossy() {
  ip netns exec "$tag-$1" nft -f - <<END
table inet loss {
  chain in { type filter hook input priority 0; iifname eth0 numgen random mod 100 < $2 drop; }
  chain out { type filter hook output priority 0; oifname eth0 numgen random mod 100 < $2 drop; }
}
END
}
lossless() { ip netns exec "$tag-$1" nft delete table inet loss; }

# readdress NAME ADDRESS: as another lease does.
readdress() {
  ip -n "$tag-$1" addr flush dev eth0
  ip -n "$tag-$1" addr add "$2/24" dev eth0
}

# remove_machines: everything that create and make_network have made.
remove_machines() {
  local name
  for name in "${!machine_address[@]}"; do
    [[ ! -f $run_dir/$name/runner ]] || cut_power "$name"
    umount -l "$run_dir/$name/root" 2>/dev/null || :
    ip netns del "$tag-$name" 2>/dev/null || :
  done
  ip netns del "$tag-switch" 2>/dev/null || :
  rm -rf "$run_dir"
}
