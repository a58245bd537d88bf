#!/usr/bin/env bash
# The same without Docker: a broker, a database and workers on this machine, from Debian's packages rabbitmq-server and
# postgresql, listening on 127.0.0.1 only, with all data in one folder. Ctrl+C lets calls under way end and stops all of it, a
# second one gives those calls up; started again with the same folder, it goes on. The pictures are in DATA/pictures.
#
#   WISDOM_GATE_KEY=... ./start.sh DATA prompts.jsonl MAX-COST-IN-USD [WORKERS]
#
# For trying it without a key: nanobanana serve --port 8787, and NANOBANANA_BASE_ADDRESS=http://127.0.0.1:8787/ with any key
set -euo pipefail
if [ $# -lt 3 ]; then sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2; fi
workers=${4:-3}
case $workers in '' | *[!0-9]* | 0*) echo "'$workers' is no number of workers." >&2; exit 2 ;; esac
mkdir -p "$1"
data=$(cd "$1" && pwd); list=$2; cost=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

postgres=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1 || true)
rabbit=/usr/lib/rabbitmq/bin/rabbitmq-server
if [ -z "$postgres" ] || [ ! -x "$rabbit" ]; then
  echo "First: apt-get install rabbitmq-server postgresql" >&2; exit 2
fi
# PostgreSQL refuses to run as root.
as=()
if [ "$(id -u)" -eq 0 ]; then as=(setpriv --reuid=postgres --regid=postgres --init-groups); fi

listens() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
# What listens there already would be taken for ours, and would get the list.
for port in 5439 5679 4379 25679; do
  if listens "$port"; then
    echo "Something listens on 127.0.0.1:$port already; if it is this script, with another folder, end it first." >&2; exit 2
  fi
done

# In groups of their own: Ctrl+C is for this script, which ends them in their order.
begin() { setsid "$@" & started+=($!); }
# Until PROCESS listens on PORT: NAME PROCESS PORT LOG
await() {
  until listens "$3"; do
    if ! kill -0 "$2" 2> /dev/null; then echo "$1 has ended; see $4" >&2; exit 2; fi
    sleep 0.2
  done
}
started=() working=()
tell() { for pid in "${working[@]}"; do kill -TERM "$pid" 2> /dev/null || true; done; }
# A signal cuts a wait short.
gone() { while kill -0 "$1" 2> /dev/null; do wait "$1" 2> /dev/null || true; done; }
stop() {
  trap - EXIT
  trap tell INT TERM HUP
  # Workers first, and waited for: what they have under way is paid for.
  tell
  for pid in "${working[@]}"; do gone "$pid"; done
  # With this one PostgreSQL does not wait for whoever is connected.
  for pid in "${started[@]:0:1}"; do kill -INT "$pid" 2> /dev/null || true; done
  for pid in "${started[@]:1}"; do kill -TERM "$pid" 2> /dev/null || true; done
  for pid in "${started[@]}"; do gone "$pid"; done
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

if [ ! -d "$data/postgres" ]; then
  # Under its name when it is whole.
  rm -rf "$data/postgres.new"; mkdir "$data/postgres.new"
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$data/postgres.new"; fi
  "${as[@]}" "$postgres/initdb" -D "$data/postgres.new" -U postgres -A trust -E UTF8 --locale=C > "$data/initdb.log"
  mv "$data/postgres.new" "$data/postgres"
fi
begin "${as[@]}" "$postgres/postgres" -D "$data/postgres" -p 5439 -k "" -c listen_addresses=127.0.0.1 > "$data/postgres.log" 2>&1
await PostgreSQL $! 5439 "$data/postgres.log"

# The broker's own register of nodes would outlive it, and listen everywhere.
begin epmd -address 127.0.0.1 -port 4379 > "$data/epmd.log" 2>&1
await epmd $! 4379 "$data/epmd.log"
mkdir -p "$data/rabbit"; echo '[].' > "$data/rabbit/plugins"
begin env HOME="$data/rabbit" RABBITMQ_NODENAME=batch@localhost RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT=5679 \
  RABBITMQ_DIST_PORT=25679 RABBITMQ_MNESIA_BASE="$data/rabbit/mnesia" RABBITMQ_LOG_BASE="$data/rabbit/log" RABBITMQ_LOGS=- \
  RABBITMQ_ENABLED_PLUGINS_FILE="$data/rabbit/plugins" RABBITMQ_CONFIG_FILE="$data/rabbit/rabbitmq" \
  RABBITMQ_CONF_ENV_FILE="$data/rabbit/environment" ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT=4379 RUNNING_UNDER_SYSTEMD=1 \
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}" \
  "$rabbit" > "$data/rabbit.log" 2>&1 < /dev/null
broker=$!

export BATCH_BROKER=amqp://guest:guest@127.0.0.1:5679/
export BATCH_DATABASE="Host=127.0.0.1;Port=5439;Username=postgres;Database=postgres"
dotnet publish "$here" -c Release -o "$data/app" -v q --nologo
await RabbitMQ "$broker" 5679 "$data/rabbit.log"
dotnet "$data/app/BatchWorker.dll" enqueue "$list" --max-cost "$cost"
for (( at = 0; at < workers; at++ )); do
  setsid dotnet "$data/app/BatchWorker.dll" work --store "$data/pictures" --images "$(dirname "$list")" --until-done &
  working+=($!)
done
code=0
for pid in "${working[@]}"; do wait "$pid" || code=1; done
dotnet "$data/app/BatchWorker.dll" status
exit "$code"
