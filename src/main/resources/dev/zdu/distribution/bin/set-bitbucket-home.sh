#!/bin/sh

# The home directory of this node. If BITBUCKET_HOME is set in the environment, the line below is not used.
if [ "x${BITBUCKET_HOME}" = "x" ]; then
    BITBUCKET_HOME=
fi

if [ "x${BITBUCKET_HOME}" = "x" ]; then
    echo "BITBUCKET_HOME is not set. Set it in the environment or in set-bitbucket-home.sh." >&2
    exit 1
fi
case "${BITBUCKET_HOME}" in
    *" "*)
        echo "BITBUCKET_HOME must not contain a space: '${BITBUCKET_HOME}'" >&2
        exit 1
        ;;
esac

export BITBUCKET_HOME
echo "BITBUCKET_HOME set to ${BITBUCKET_HOME}"
