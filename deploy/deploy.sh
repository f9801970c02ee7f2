#!/usr/bin/env bash
# Puts the server onto a machine with Docker, by ssh, and checks that it answers where people and devices will look for it.
set -euo pipefail

usage() {
  cat <<'END'
usage: deploy/deploy.sh [OPTION...] USER@HOST

  Copies this checkout to USER@HOST, builds the image there, starts deploy/docker-compose.yml, and
  waits until https://NAME/health answers. Run again, it brings the server to what this checkout
  is; data, certificates and .env stay. USER must be allowed to use Docker.

  --name NAME     the name under which the fleet is reached, such as fleet.example.org
  --email ADDRESS whom Let's Encrypt writes to
                  (both only the first time: they are kept in .env on the machine)
  --folder FOLDER where on the machine (default: r58-fleet, in USER's home)
  --timeout SECONDS how long to wait for /health (default 300)
  --dry-run       say what would be done

Exits 0 when the server answers, 1 when it does not, 2 for wrong usage.
END
}

say() { printf '%s\n' "$*"; }

fail() {
  printf 'deploy.sh: %s\n' "$*" >&2
  exit 1
}

usage_error() {
  printf 'deploy.sh: %s. See: deploy/deploy.sh --help\n' "$*" >&2
  exit 2
}

name='' email='' folder=r58-fleet timeout=300 dry_run='' host=''
while [[ $# -gt 0 ]]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --dry-run) dry_run=1 ;;
    --name | --email | --folder | --timeout)
      [[ $# -ge 2 ]] || usage_error "$1 needs a value"
      printf -v "${1#--}" '%s' "$2"
      shift
      ;;
    -*) usage_error "there is no option $1" ;;
    *)
      [[ -z $host ]] || usage_error "one machine at a time, not also $1"
      host=$1
      ;;
  esac
  shift
done
[[ -n $host ]] || usage_error "which machine? USER@HOST is missing"
# They become part of commands on the machine, and of .env.
[[ $host =~ ^[A-Za-z0-9_.@:-]+$ && $host != -* ]] || usage_error "'$host' is no USER@HOST"
[[ -z $name || $name =~ ^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$ ]] || usage_error "'$name' is no host name; give it without https://"
[[ -z $email || $email =~ ^[^[:space:]\'\"\$@]+@[A-Za-z0-9.-]+$ ]] || usage_error "'$email' is no mail address"
[[ $folder =~ ^[A-Za-z0-9_./-]+$ && $folder != -* && $folder != / ]] || usage_error "'$folder' is no plain folder name"
[[ $timeout =~ ^[1-9][0-9]{0,4}$ ]] || usage_error "--timeout takes seconds"

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# remote COMMAND: run by the machine's shell; everything in it was checked above.
remote() {
  if [[ -n $dry_run ]]; then
    say "would run on $host: $1"
  else
    ssh -o BatchMode=yes -o ConnectTimeout=15 -- "$host" "$1"
  fi
}

# What the Dockerfile reads, as it stands here.
pack() {
  tar -C "$root" --exclude=./dist --exclude=./.git --exclude=target --exclude=./deploy/.env -czf - .
}

copy_sources() {
  say "Copying the sources to $host:$folder"
  if [[ -n $dry_run ]]; then
    say "would unpack there: $(pack | wc -c) bytes"
  else
    # Into a folder of its own and then into place: a copy that is cut short changes nothing.
    pack | remote "rm -rf '$folder.new' && mkdir -p '$folder.new' '$folder' && tar -C '$folder.new' -xzf - &&
      if [ -e '$folder/deploy/.env' ]; then cp -p '$folder/deploy/.env' '$folder.new/deploy/.env'; fi &&
      rm -rf '$folder' && mv '$folder.new' '$folder'"
  fi
}

write_settings() {
  if [[ -z $dry_run ]] && remote "test -e '$folder/deploy/.env'"; then
    [[ -z $name$email ]] || say "$folder/deploy/.env is there and stays as it is; --name and --email are not used"
    name=$(remote "sed -n 's/^FLEET_HOST=//p' '$folder/deploy/.env'")
    [[ $name =~ ^[A-Za-z0-9.-]+$ ]] || fail "$folder/deploy/.env on $host names no FLEET_HOST"
    return
  fi
  [[ -n $name && -n $email ]] || usage_error "the first time --name and --email are needed"
  remote "umask 077 && printf 'FLEET_HOST=%s\nACME_EMAIL=%s\n' '$name' '$email' >'$folder/deploy/.env'"
}

start() {
  say "Building and starting it; the first time takes some minutes"
  remote "cd '$folder/deploy' && docker compose up -d --build --remove-orphans"
}

verify() {
  local url=https://$name/health end=$((SECONDS + timeout)) answer=''
  say "Waiting for $url"
  [[ -z $dry_run ]] || return 0
  until answer=$(curl -fsS --max-time 10 "$url" 2>&1) && [[ $answer == *'"status":"ok"'* ]]; do
    if ((SECONDS >= end)); then
      remote "cd '$folder/deploy' && docker compose ps && docker compose logs --tail 30" >&2 || :
      fail "$url does not answer: $answer
Does $name point to $host (dig +short $name), and are ports 80 and 443 open there? The last lines of both logs stand above."
    fi
    sleep 3
  done
  say "It answers: $answer"
  say "Log in from here with:"
  say "  ssh $host docker exec r58-fleet-api cat /var/lib/r58-fleet/admin.token | fleetctl login --url https://$name --token-stdin"
}

for command in ssh tar curl; do
  command -v "$command" >/dev/null || fail "$command is missing here"
done
[[ -n $dry_run ]] || remote 'docker compose version >/dev/null' ||
  fail "$host cannot be reached by ssh without a password, or has no 'docker compose' that the user may use"
copy_sources
write_settings
start
verify
