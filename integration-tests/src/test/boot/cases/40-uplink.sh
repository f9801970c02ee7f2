# shellcheck shell=bash disable=SC2154
# What happens to a device's way to the server: it is defined, seen, and mended without a hand on the device.

# How long the uplink stays cut, in seconds; in the field it may be minutes or days.
uplink_cut=${R58_FLEET_BOOT_CUT:-20}

case_uplink() {
  lose_the_uplink
  lose_packets
  change_the_address
  restart_the_server
}

# A cable that is pulled: nothing says goodbye, packets just vanish.
lose_the_uplink() {
  follow_lines
  unplug one
  await_check 60 "a device without its uplink is offline within 60 s" is offline device_status one
  check "a command for it waits" exits 8 fleetctl restart one --timeout 1s
  say "        cut for $uplink_cut s more"
  sleep "$uplink_cut"
  plug_in one
  await_check 75 "it is online again when the uplink is back" is online device_status one
  await_check 30 "the command that waited has succeeded" is succeeded value '.items[0].state' commands one -n 1
  require_whole_lines
}

lose_packets() {
  follow_lines
  lossy one 30
  check "a restart over a link that loses 30 % of the packets succeeds" fleetctl restart one --timeout 5m
  lossless one
  await_check 75 "the device is online after it" is online device_status one
  require_whole_lines
}

# Another lease, another network: its connections are dead and nobody told it.
change_the_address() {
  readdress one 10.159.0.21
  await_check 75 "a device whose address changed is online under the new one" is 10.159.0.21 value .ip_address device show one
  check "commands reach it there" fleetctl restart one
  readdress one 10.159.0.11
  await_check 75 "it is online again under the old one" is 10.159.0.11 value .ip_address device show one
}

restart_the_server() {
  follow_lines
  in_machine server systemctl restart fleetd
  await_check 40 "both devices are back after a restart of the server" is 2 online_devices
  in_machine server kill -KILL "$(property server fleetd MainPID)"
  await_check 60 "and after it was killed" is 2 online_devices
  require_whole_lines
}

online_devices() { value '[.items[] | select(.status == "online")] | length' devices; }
