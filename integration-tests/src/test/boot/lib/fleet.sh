# shellcheck shell=bash disable=SC2034,SC2154 # shared with run and the cases
# The fleet of a run: fleetctl on the server's machine, and what the devices have.

server_address=10.159.0.1
fleet_url=wss://server:3001/ws
app=/srv/player

fleetctl() { in_machine server fleetctl "$@" </dev/null; }

# value FILTER COMMAND...: of what fleetctl prints as JSON.
value() {
  local filter=$1
  shift
  fleetctl "$@" -o json | in_machine server jq -r "$filter"
}

device_status() { value .status device show "$1"; }

# install MACHINE PART OPTION...: as somebody does who has fetched the archive.
install_on() {
  local machine=$1
  shift
  in_machine "$machine" /root/install.sh "$1" --from "/root/$archive_name" "${@:2}"
}

# deliver MACHINE: the archive and the script.
deliver() {
  cp "$archive" "$archive.sha256" "$root/install.sh" "$run_dir/$1/root/root/"
}

# configure DEVICE FILE LINE: in the device's own configuration, as its owner would.
configure() {
  in_machine "$1" tee -a "/etc/r58-fleet/$2" <<<"$3" >/dev/null
  restart_agent "$1"
}

# unconfigure DEVICE FILE KEY
unconfigure() {
  in_machine "$1" sed -i "/^$3=/d" "/etc/r58-fleet/$2"
  restart_agent "$1"
}

restart_agent() {
  in_machine "$1" systemctl restart r58-fleet-agent
  eventually 40 is online device_status "$1" >/dev/null || die "the agent of $1 did not come back"
}

last_state() { value '.items[0].state' commands "${1:-one}" -n 1; }

# property MACHINE UNIT NAME
property() { in_machine "$1" systemctl show --property="$3" --value "$2"; }

invocation() { property "$1" "$2" InvocationID; }

# --- The application -------------------------------------------------------------------------

# Numbered lines, so that one that is missing or comes twice is seen; a process id would come again after a reboot.
# shellcheck disable=SC2016 # for the device's shell
good_player='#!/bin/sh
n=0
while :; do
  n=$((n + 1))
  echo "player $INVOCATION_ID line $n"
  sleep 0.2
done'

bad_player='#!/bin/sh
echo "cannot open the video device" >&2
exit 1'

# make_application MACHINE: a bare repository as on a forge, a checkout, and a unit that runs it.
make_application() {
  in_machine "$1" useradd --create-home --shell /bin/sh r58
  as_app "$1" / "git init -q --bare -b main ~/player.git && git clone -q ~/player.git ~/work 2>/dev/null"
  release "$1" "$good_player" >/dev/null
  in_machine "$1" install -d -o r58 -g r58 "$app"
  as_app "$1" / "git clone -q ~/player.git $app"
  put "$1" 0644 /etc/systemd/system/player.service <<END
[Unit]
Description=The video player
[Service]
User=r58
ExecStart=$app/player
StartLimitBurst=3
[Install]
WantedBy=multi-user.target
END
  in_machine "$1" systemctl daemon-reload
  in_machine "$1" systemctl enable --now --quiet player
}

# make_odd_units MACHINE: one that takes a while to start, one that ends at once, one that never gets ready.
make_odd_units() {
  odd_unit "$1" slow <<'END'
ExecStartPre=/bin/sleep 4
ExecStart=/bin/sleep infinity
END
  odd_unit "$1" broken <<'END'
ExecStart=/bin/sh -c 'echo no camera; exit 1'
END
  odd_unit "$1" stuck <<'END'
Type=notify
ExecStart=/bin/sleep infinity
TimeoutStartSec=6
END
  in_machine "$1" systemctl daemon-reload
  in_machine "$1" systemctl enable --now --quiet --no-block slow
}

# odd_unit MACHINE NAME: the rest of its service section on standard input.
odd_unit() {
  {
    printf '[Unit]\nDescription=A %s service\n[Install]\nWantedBy=multi-user.target\n[Service]\n' "$2"
    cat
  } | put "$1" 0644 "/etc/systemd/system/$2.service"
}

# as_app MACHINE FOLDER SCRIPT: as the application's user.
as_app() {
  in_machine "$1" setpriv --reuid=r58 --regid=r58 --init-groups env -C "$2" HOME=/home/r58 \
    GIT_AUTHOR_NAME=Test GIT_AUTHOR_EMAIL=test@example.org GIT_COMMITTER_NAME=Test GIT_COMMITTER_EMAIL=test@example.org \
    sh -ec "$3"
}

# release MACHINE PLAYER [POST_UPDATE]: pushes it to the repository and prints the commit.
release() {
  put "$1" 0755 /home/r58/work/player <<<"$2"
  put "$1" 0755 /home/r58/work/post-update <<<"${3:-#!/bin/sh}"
  as_app "$1" /home/r58/work "git add -A && git commit -q --allow-empty -m Release && git push -q origin HEAD:main && git rev-parse HEAD"
}

head_of() { as_app "$1" "$app" 'git rev-parse HEAD'; }
