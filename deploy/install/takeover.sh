# shellcheck shell=sh disable=SC2034,SC2154 # its variables are used, and set, by its readers
# An agent of another make that this installation takes over: the Python agent of earlier times,
# or whatever unit was given FLEET_API_URL. Read by agent.sh; runs nothing by itself.

# Sets old_unit, old_url and old_id, empty where there is none.
find_earlier_agent() {
  old_unit='' old_url='' old_id=''
  for unit_file in "$unit_dir"/*.service; do
    [ -f "$unit_file" ] || continue
    # Ours run from there.
    ! grep -q "$prefix/bin/" "$unit_file" || continue
    unit=${unit_file##*/}
    unit_url=$(earlier_value "$unit" FLEET_API_URL)
    [ -n "$unit_url" ] || continue
    [ -z "$old_unit" ] ||
      fail "two units with a FLEET_API_URL: $old_unit and $unit. Remove the one that is not wanted: systemctl disable --now UNIT; rm $unit_dir/UNIT"
    old_unit=$unit
    old_url=$(as_websocket_url "$unit_url")
    old_id=$(earlier_value "$unit" DEVICE_ID)
  done
}

# earlier_value UNIT KEY: from the unit's environment, as systemd reads it; then from its files of
# environment, of which the last wins; then from .env in its working directory.
earlier_value() {
  found=$(systemctl show --property=Environment --value "$1" | tr ' ' '\n' | tr -d "\"'" | sed -n "s/^$2=//p" | tail -n 1)
  directory=$(systemctl show --property=WorkingDirectory --value "$1")
  if [ -z "$found" ]; then
    found=$(
      {
        [ -z "$directory" ] || printf '%s\n' "${directory#!}/.env"
        systemctl show --property=EnvironmentFiles --value "$1" | sed 's/ (ignore_errors=[a-z]*)$//'
      } | while IFS= read -r file; do
        config_value "$2" "$file"
      done | sed '/^$/d' | tail -n 1
    )
  fi
  printf '%s' "$found"
}

# The earlier agent took addresses of several looks.
as_websocket_url() {
  case $1 in
    http://*) address=ws://${1#http://} ;;
    https://*) address=wss://${1#https://} ;;
    *) address=$1 ;;
  esac
  address=${address%/}
  case $address in
    */ws) ;;
    *) address=$address/ws ;;
  esac
  printf '%s' "$address"
}

# Stops it for good. Its file stays beside, under a name that systemd does not look at.
retire_earlier_agent() {
  [ -n "$old_unit" ] || return 0
  say "Taking over from $old_unit; its file is kept as $unit_dir/$old_unit.replaced"
  systemctl disable --now --quiet "$old_unit" || :
  mv -f "$unit_dir/$old_unit" "$unit_dir/$old_unit.replaced"
  rm -rf "${unit_dir:?}/$old_unit.d.replaced"
  [ ! -d "$unit_dir/$old_unit.d" ] || mv "$unit_dir/$old_unit.d" "$unit_dir/$old_unit.d.replaced"
}
