# shellcheck shell=bash disable=SC2154
# The second layout of an application: a folder for each release, and a link to the one that runs.

releases=/srv/releases

case_releases() {
  use_releases
  first_release
  release_that_does_not_start
  lose_power_while_a_release_is_made
  lose_power_in_a_release_post_update
  use_the_checkout_again
}

use_releases() {
  in_machine one install -d -o r58 -g r58 "$releases"
  in_machine one cp /etc/r58-fleet/app.conf /root/app.conf
  in_machine one sed -i -e "s|^APP_DIR=.*|APP_DIR=$releases|" -e 's|^APP_POST_UPDATE=.*|APP_POST_UPDATE=./post-update|' \
    /etc/r58-fleet/app.conf
  put one 0644 /etc/systemd/system/player.service.d/releases.conf <<<$'[Service]\nExecStart=\nExecStart='"$releases/current/player"
  in_machine one systemctl daemon-reload
  configure one app.conf APP_LAYOUT=releases
}

use_the_checkout_again() {
  in_machine one cp /root/app.conf /etc/r58-fleet/app.conf
  in_machine one rm /etc/systemd/system/player.service.d/releases.conf
  in_machine one systemctl daemon-reload
  restart_agent one
  check "back in the checkout, an update succeeds" fleetctl update one --force
}

first_release() {
  local commit
  commit=$(release one "$good_player")
  check "the first update makes all that it needs in an empty folder" fleetctl update one
  check "the link leads to the new release" is "releases/$commit" linked_release
  check "the service runs from there" says "$releases/" command_line
  await_check 20 "the server knows the version" is "$commit" value .version device show one
}

command_line() { in_machine one cat "/proc/$(property one player MainPID)/cmdline" | tr '\0' ' '; }

linked_release() { in_machine one readlink "$releases/current"; }

release_that_does_not_start() {
  local before
  before=$(linked_release)
  release one "$bad_player" $'#!/bin/sh\necho ran >>/home/r58/post-updates' >/dev/null
  check "a release that does not come up fails" exits 1 fleetctl update one
  check "it is rolled back" is rolled_back last_state
  check "the link leads to the release before" is "$before" linked_release
  check "the post-update program ran on the way there alone" is ran in_machine one cat /home/r58/post-updates
  check "the service runs again" in_machine one systemctl is-active player
}

lose_power_while_a_release_is_made() {
  local before commit until=$((SECONDS + 60))
  before=$(linked_release)
  as_app one /home/r58/work 'mkdir many && cd many && seq -w 30000 | split -l 1 -a 5 -d - file'
  commit=$(release one "$good_player")
  fleetctl update one --async >/dev/null 2>&1
  # Looked at from outside, without a pause, to be in time.
  until compgen -G "$run_dir/one/root$releases/releases/$commit*/many" >/dev/null; do
    ((SECONDS < until)) || die "the release was not begun"
  done
  pull_the_plug "while a release is made"
  require_true_release "$before"
  as_app one /home/r58/work 'git rm -q -r many'
  release one "$good_player" >/dev/null
  check "the next update succeeds" fleetctl update one
  check "nothing half made is left" fails compgen -G "$run_dir/one/root$releases/releases/*.partial"
}

lose_power_in_a_release_post_update() {
  local before
  before=$(linked_release)
  release one "$good_player" $'#!/bin/sh\ntouch /home/r58/in-release-post-update; sleep 5' >/dev/null
  fleetctl update one --async >/dev/null 2>&1
  await_check 30 "an update is in its post-update program" in_machine one test -e /home/r58/in-release-post-update
  pull_the_plug "in a release's post-update program"
  require_true_release "$before"
}

# require_true_release BEFORE: what the command's end says is what there is.
require_true_release() {
  await_check 90 "the update has ended" says 'succeeded|failed|rolled_back' last_state
  local state
  state=$(last_state)
  say "        $state: $(value '.items[0].result.message' commands one -n 1)"
  if [[ $state == succeeded ]]; then
    check "the link leads to the new release" is_not "$1" linked_release
  else
    check "the link leads to the release before" is "$1" linked_release
  fi
  check "nothing in it is half written" is '' as_app one "$releases/current" 'git status --porcelain'
  check "the service runs" in_machine one systemctl is-active player
}
