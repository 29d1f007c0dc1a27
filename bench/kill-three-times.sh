#!/usr/bin/env bash
# Replays 1998-1999 through processes of their own while the scorer is killed with -9 three times, then recounts.
# Prints what it does and the recount's outcome; exits with 0 if the tables are exact, 1 if not.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$(mktemp -d)
port=${1:-19092}
export TOCSIN_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:$port
export TOCSIN_KAFKA_SESSION_TIMEOUT_MS=6000 TOCSIN_SCORING_AS_OF=newest_receipt
export TOCSIN_SCORER_STATE_DIR=$work/state TOCSIN_SCORER_HTTP_PORT=0
scorer=""
broker=""

finish() {
  [ -z "$scorer" ] || kill "$scorer" 2>/dev/null || true
  [ -z "$broker" ] || kill "$broker" 2>/dev/null || true
  wait || true
  rm -rf "$work"
}
trap finish EXIT

say() { echo "$(date +%T) $*"; }

start_scorer() {
  "$root/tocsin" scorer >>"$work/scorer.log" 2>&1 &
  scorer=$!
  say "scorer started (process $scorer)"
}

await_line() {
  for _ in $(seq 600); do
    if [ "$(grep -c "$1" "$2" 2>/dev/null || true)" -ge "$3" ]; then return; fi
    sleep 0.1
  done
  say "waited in vain for '$1' in $2"
  tail -n 5 "$2"
  exit 1
}

"$root/tocsin" version
"$root/tocsin" broker --port "$port" --data "$work/kafka" >"$work/broker.log" 2>&1 &
broker=$!
await_line "broker ready" "$work/broker.log" 1
"$root/tocsin" topics create >/dev/null
start_scorer
await_line "The scorer runs" "$work/scorer.log" 1
"$root/tocsin" ingest replay --speed 15 >"$work/ingest.log" 2>&1 &
ingest=$!
for kill in 1 2 3; do
  sleep 5
  kill -9 "$scorer"
  wait "$scorer" 2>/dev/null || true
  say "scorer killed with -9 ($kill of 3), while the replay goes on: $(kill -0 "$ingest" 2>/dev/null && echo yes || echo no)"
  start_scorer
  await_line "The scorer runs" "$work/scorer.log" $((kill + 1))
done
wait "$ingest"
tail -n 1 "$work/ingest.log"
"$root/tocsin" recount --wait 60
