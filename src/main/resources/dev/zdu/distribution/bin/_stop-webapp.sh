#!/bin/sh
# Stops the web application; called by stop-bitbucket.sh with everything set.

MARKER="com.atlassian.bitbucket.internal.launcher.BitbucketServerLauncher"
PID_FILE="${BITBUCKET_HOME}/log/bitbucket.pid"
LIMIT=${BITBUCKET_STOP_TIMEOUT:-60}

if [ ! -s "${PID_FILE}" ]; then
    echo "The node is not running: there is no ${PID_FILE}."
    exit 0
fi
PID=$(cat "${PID_FILE}")

# Gone, or a zombie that nobody has waited for.
is_gone() {
    kill -0 "${PID}" 2>/dev/null || return 0
    [ -r "/proc/${PID}/status" ] && grep -q '^State:[[:space:]]*Z' "/proc/${PID}/status"
}

if is_gone; then
    echo "The node is not running; removing ${PID_FILE}."
    rm -f "${PID_FILE}"
    exit 0
fi
if [ -r "/proc/${PID}/cmdline" ] && ! grep -q "${MARKER}" "/proc/${PID}/cmdline"; then
    echo "Process ${PID} is not this node; removing ${PID_FILE}."
    rm -f "${PID_FILE}"
    exit 0
fi

echo "Stopping process ${PID}; running requests may finish first."
kill -TERM "${PID}" || exit 1
WAITED=0
while ! is_gone; do
    if [ "${WAITED}" -ge "${LIMIT}" ]; then
        echo "Process ${PID} is still there after ${LIMIT} s." >&2
        exit 1
    fi
    sleep 1
    WAITED=$((WAITED + 1))
done
rm -f "${PID_FILE}"
echo "The node has stopped."
