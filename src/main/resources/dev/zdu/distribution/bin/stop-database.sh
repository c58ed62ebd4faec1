#!/bin/sh
# Stops the database server of a directory.
# usage: stop-database.sh DIRECTORY

if [ $# -ne 1 ]; then
    echo "usage: stop-database.sh DIRECTORY" >&2
    exit 2
fi
PID_FILE="$1/database.pid"

if [ ! -s "${PID_FILE}" ]; then
    echo "The database is not running: there is no ${PID_FILE}."
    exit 0
fi
PID=$(cat "${PID_FILE}")
if [ -r "/proc/${PID}/cmdline" ] && ! grep -q 'org.h2.tools.Server' "/proc/${PID}/cmdline"; then
    echo "Process ${PID} is not the database; removing ${PID_FILE}."
    rm -f "${PID_FILE}"
    exit 0
fi

is_gone() {
    kill -0 "${PID}" 2>/dev/null || return 0
    [ -r "/proc/${PID}/status" ] && grep -q '^State:[[:space:]]*Z' "/proc/${PID}/status"
}

kill -TERM "${PID}" 2>/dev/null
WAITED=0
while ! is_gone; do
    if [ "${WAITED}" -ge 30 ]; then
        echo "Process ${PID} is still there." >&2
        exit 1
    fi
    sleep 1
    WAITED=$((WAITED + 1))
done
rm -f "${PID_FILE}"
