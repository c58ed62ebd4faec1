#!/bin/sh
# Starts a database server for the nodes of a cluster; returns when it answers.
# usage: start-database.sh DIRECTORY PORT

if [ $# -ne 2 ]; then
    echo "usage: start-database.sh DIRECTORY PORT" >&2
    exit 2
fi
DIRECTORY=$1
PORT=$2
BIN_DIR=$(cd "$(dirname "$0")" && pwd) || exit 1

. "${BIN_DIR}/set-jre-home.sh"

mkdir -p "${DIRECTORY}" || exit 1
if [ -s "${DIRECTORY}/database.pid" ] && kill -0 "$(cat "${DIRECTORY}/database.pid")" 2>/dev/null; then
    echo "The database is already running as process $(cat "${DIRECTORY}/database.pid")." >&2
    exit 1
fi

set -- "${JRE_HOME}/bin/java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    -Dh2.bindAddress=127.0.0.1 -cp "${BIN_DIR}/../lib/*" \
    org.h2.tools.Server -tcp -tcpPort "${PORT}" -baseDir "${DIRECTORY}" -ifNotExists
: >"${DIRECTORY}/database.log"
if command -v setsid >/dev/null 2>&1; then
    setsid "$@" >>"${DIRECTORY}/database.log" 2>&1 </dev/null &
else
    nohup "$@" >>"${DIRECTORY}/database.log" 2>&1 </dev/null &
fi
PID=$!
echo "${PID}" >"${DIRECTORY}/database.pid"

WAITED=0
until grep -q 'TCP server running' "${DIRECTORY}/database.log"; do
    if ! kill -0 "${PID}" 2>/dev/null || [ "${WAITED}" -ge 60 ]; then
        echo "The database did not start:" >&2
        cat "${DIRECTORY}/database.log" >&2
        kill "${PID}" 2>/dev/null
        rm -f "${DIRECTORY}/database.pid"
        exit 1
    fi
    sleep 1
    WAITED=$((WAITED + 1))
done
echo "The database runs as process ${PID}: jdbc:h2:tcp://127.0.0.1:${PORT}/bitbucket"
