#!/bin/sh
# Starts this node; returns before it is up.
# usage: start-bitbucket.sh [-fg | run] [--no-search]

BIN_DIR=$(cd "$(dirname "$0")" && pwd) || exit 1

FOREGROUND=false
SEARCH=true
for ARGUMENT in "$@"; do
    case "${ARGUMENT}" in
        -fg | run) FOREGROUND=true ;;
        --no-search) SEARCH=false ;;
        *)
            echo "usage: start-bitbucket.sh [-fg | run] [--no-search]" >&2
            exit 2
            ;;
    esac
done

. "${BIN_DIR}/set-jre-home.sh"
. "${BIN_DIR}/set-bitbucket-home.sh"
. "${BIN_DIR}/set-bitbucket-user.sh"
. "${BIN_DIR}/set-jmx-opts.sh"

if [ "x${BITBUCKET_USER}" != "x" ] && [ "$(id -un)" != "${BITBUCKET_USER}" ]; then
    if [ "$(id -u)" -ne 0 ]; then
        echo "Only ${BITBUCKET_USER} (or root) may start this node." >&2
        exit 1
    fi
    mkdir -p "${BITBUCKET_HOME}/log" && chown "${BITBUCKET_USER}" "${BITBUCKET_HOME}" "${BITBUCKET_HOME}/log" || exit 1
    exec su -s /bin/sh "${BITBUCKET_USER}" -c 'BITBUCKET_HOME="$1"; JRE_HOME="$2"; export BITBUCKET_HOME JRE_HOME; shift 2; exec "$@"' \
        sh "${BITBUCKET_HOME}" "${JRE_HOME}" "${BIN_DIR}/start-bitbucket.sh" "$@"
fi

if [ "${SEARCH}" = true ]; then
    echo "There is no bundled search server; give --no-search to say that you know."
fi

FOREGROUND=${FOREGROUND} exec "${BIN_DIR}/_start-webapp.sh"
