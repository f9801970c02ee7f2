# shellcheck shell=bash disable=SC2154
# A server behind nginx, with a certificate of the run's own authority: docs/deploy.md, "Behind nginx", step by step.

fleet_name=fleet.example.org
fleet_ca=/root/fleet-ca.pem

case_proxy() {
  local machine
  for machine in server two; do
    echo "$server_address $fleet_name" >>"$run_dir/$machine/root/etc/hosts"
  done
  check "the server is installed to stand behind a proxy" install_on server server \
    --public-url "https://$fleet_name" --trusted-proxy 127.0.0.1/32
  check "so is fleetctl" install_on server cli
  check "nginx is installed from Debian" in_machine server env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends nginx-light
  certify
  put server 0644 /etc/nginx/sites-available/r58-fleet <"$root/deploy/nginx/r58-fleet.conf"
  in_machine server ln -sf ../sites-available/r58-fleet /etc/nginx/sites-enabled/r58-fleet
  check "nginx takes the configuration" in_machine server nginx -t
  in_machine server systemctl restart nginx
  people_through_the_proxy
  devices_through_the_proxy
}

# An authority, and a certificate of it for the name.
certify() {
  # shellcheck disable=SC2016 # for the machine's shell
  in_machine server sh -ec '
    install -d -m 0700 /etc/ssl/r58-fleet && cd /etc/ssl/r58-fleet
    faketime -f -7d openssl req -x509 -newkey rsa:2048 -nodes -days 60 -subj "/CN=Authority of the venue" -keyout ca.key -out ca.pem
    faketime -f -7d openssl req -newkey rsa:2048 -nodes -subj "/CN=$1" -keyout key.pem -out request.pem
    printf "subjectAltName=DNS:%s\n" "$1" >names
    faketime -f -7d openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 60 -extfile names -out leaf.pem
    cat leaf.pem ca.pem >fullchain.pem' _ "$fleet_name" 2>"$run_dir/certify.log"
  cp "$run_dir/server/root/etc/ssl/r58-fleet/ca.pem" "$run_dir/server/root$fleet_ca"
  cp "$run_dir/server/root/etc/ssl/r58-fleet/ca.pem" "$run_dir/two/root$fleet_ca"
}

people_through_the_proxy() {
  check "http leads to https" says "^Location: https://$fleet_name/" in_machine two curl -sI "http://$fleet_name/"
  check "/health answers" says '"status":"ok"' browse "https://$fleet_name/health"
  check "somebody logs in" in_machine server sh -c \
    "fleetctl login --url https://$fleet_name --ca-file $fleet_ca --token-stdin </var/lib/r58-fleet/admin.token"
  check "the dashboard's cookie is for TLS only" says '^set-cookie: .*; Secure' dashboard_login "https://$fleet_name"
  check "a page of another site cannot log in" says '^HTTP/[0-9.]* 403' dashboard_login https://elsewhere.example
}

browse() { in_machine two curl -s --cacert "$fleet_ca" "$@"; }

# dashboard_login ORIGIN: as the login form does it.
dashboard_login() {
  local token
  token=$(in_machine server cat /var/lib/r58-fleet/admin.token)
  browse -i -X POST -H "Origin: $1" -H 'Content-Type: application/json' -d "{\"token\":\"$token\"}" \
    "https://$fleet_name/api/login"
}

devices_through_the_proxy() {
  new_token two
  check "a device is installed that trusts that authority" install_on two agent --url "wss://$fleet_name/ws" \
    --token-file /root/token --ca-file "$fleet_ca" --device-id venue-two --services slow
  check "it is online" is online device_status venue-two
  check "under its own address, not the proxy's" is 10.159.0.12 value .ip_address device show venue-two
  check "commands reach it" fleetctl restart venue-two --service slow
  events_come_at_once
  in_machine server systemctl restart nginx
  await_check 60 "it is back after the proxy was restarted" is online device_status venue-two
  in_machine server systemctl restart fleetd
  await_check 60 "and after the server was" is online device_status venue-two
  check "a backup comes through the proxy whole" fleetctl server backup /root/backup.db
  check "and the database is found sound" fleetctl server check
  check "and is carried on with" fleetctl restart venue-two --service slow
}

# Through a proxy that gathers what it passes on they would come late or never.
events_come_at_once() {
  local token
  token=$(in_machine server cat /var/lib/r58-fleet/admin.token)
  : >"$run_dir/events"
  browse -N -H "Authorization: Bearer $token" "https://$fleet_name/api/events" >"$run_dir/events" &
  local reader=$!
  await_check 10 "the event stream begins" grep -q '^event: *ready' "$run_dir/events"
  fleetctl device set venue-two --venue 'Behind nginx' >/dev/null
  await_check 3 "an event comes at once" grep -q 'Behind nginx' "$run_dir/events"
  kill_tree "$reader"
}
