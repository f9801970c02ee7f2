#!/bin/sh
# Brings devices to a version of their application, from any build server, and ends with fleetctl's
# exit code: 0 done, 1 failed on a device, 4 no sufficient token, 5 no device fits, 7 no server,
# 8 still pending when the time was up. 'fleetctl help exit-codes' has them all.
#
#   R58_FLEET_URL         the server: https://fleet.example.org
#   R58_FLEET_TOKEN_FILE  a file with a token (or R58_FLEET_TOKEN the token itself), made by
#                         fleetctl token create --name ci --role operator --may update
#   FLEET_SELECTOR        which devices: tag=canary; or name them as arguments
#   FLEET_REF             --tag v1.4.0, --branch main or --commit SHA (default: each device's branch)
#   FLEET_TIMEOUT         how long to wait (default 15m)
#   FLEET_PARALLEL        how many at once (default 5)
#   FLEET_RESULT          folder for result.json, a log of each device and failed.txt (default fleet-result)
#   FLEETCTL              the program, if it is not on the path
# No word of FLEET_REF is a pattern of file names.
set -euf

result=${FLEET_RESULT:-fleet-result}
mkdir -p "$result"

if [ $# -eq 0 ]; then
  if [ -z "${FLEET_SELECTOR:-}" ]; then
    echo "update.sh: name devices as arguments, or say which in FLEET_SELECTOR, such as tag=canary" >&2
    exit 2
  fi
  set -- --selector "$FLEET_SELECTOR"
fi

# shellcheck disable=SC2086 # FLEET_REF is an option and its value
exec "${FLEETCTL:-fleetctl}" update "$@" ${FLEET_REF:-} --yes \
  --timeout "${FLEET_TIMEOUT:-15m}" --parallel "${FLEET_PARALLEL:-5}" \
  --log-dir "$result" -o json >"$result/result.json"
