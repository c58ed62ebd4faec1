#!/bin/sh
# Starts the web application; called by start-bitbucket.sh with everything set.

# More arguments for the JVM, for instance -Dcluster.node.name=bb1. The environment wins.
if [ "x${JVM_SUPPORT_RECOMMENDED_ARGS}" = "x" ]; then
    JVM_SUPPORT_RECOMMENDED_ARGS=""
fi

# Memory of the JVM. The environment wins.
if [ "x${JVM_MINIMUM_MEMORY}" = "x" ]; then
    JVM_MINIMUM_MEMORY=64m
fi
if [ "x${JVM_MAXIMUM_MEMORY}" = "x" ]; then
    JVM_MAXIMUM_MEMORY=256m
fi

# What the node writes is not for everybody.
umask 0027

INSTALL_DIR=$(cd "$(dirname "$0")/.." && pwd) || exit 1
MARKER="com.atlassian.bitbucket.internal.launcher.BitbucketServerLauncher"
LOG_DIR="${BITBUCKET_HOME}/log"
PID_FILE="${LOG_DIR}/bitbucket.pid"

mkdir -p "${LOG_DIR}" || exit 1

if [ -s "${PID_FILE}" ]; then
    OLD_PID=$(cat "${PID_FILE}")
    if kill -0 "${OLD_PID}" 2>/dev/null && { [ ! -r "/proc/${OLD_PID}/cmdline" ] || grep -q "${MARKER}" "/proc/${OLD_PID}/cmdline"; }; then
        echo "The node is already running as process ${OLD_PID}." >&2
        exit 1
    fi
fi

# Hazelcast looks into the JVM; the rest keeps a node small and quick to start.
set -- "${JRE_HOME}/bin/java" \
    "-Xms${JVM_MINIMUM_MEMORY}" "-Xmx${JVM_MAXIMUM_MEMORY}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    --add-modules java.se --add-exports java.base/jdk.internal.ref=ALL-UNNAMED \
    --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/sun.nio.ch=ALL-UNNAMED \
    --add-opens java.management/sun.management=ALL-UNNAMED --add-opens jdk.management/com.sun.management.internal=ALL-UNNAMED \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Djava.awt.headless=true -Djava.net.preferIPv4Stack=true -Dfile.encoding=UTF-8 \
    "-Dbitbucket.home=${BITBUCKET_HOME}" "-Dbitbucket.install=${INSTALL_DIR}" \
    "-Dlogback.configurationFile=${INSTALL_DIR}/conf/logback.xml" \
    ${JMX_OPTS} ${JVM_SUPPORT_RECOMMENDED_ARGS} \
    -cp "${INSTALL_DIR}/lib/*" dev.zdu.Main "${MARKER}" start

if [ "${FOREGROUND}" = true ]; then
    echo $$ >"${PID_FILE}"
    exec "$@"
fi

# In a session of its own, so that nothing that ends the caller's process group ends the node.
if command -v setsid >/dev/null 2>&1; then
    setsid "$@" >>"${LOG_DIR}/launcher.log" 2>&1 </dev/null &
else
    nohup "$@" >>"${LOG_DIR}/launcher.log" 2>&1 </dev/null &
fi
echo $! >"${PID_FILE}"
echo "The node is starting as process $(cat "${PID_FILE}"); it will take a while. See ${LOG_DIR}/launcher.log."
