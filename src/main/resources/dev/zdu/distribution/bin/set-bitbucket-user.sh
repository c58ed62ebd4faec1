#!/bin/sh

# The account that runs the node; empty for whoever calls the start script. If BITBUCKET_USER is set in the
# environment, the line below is not used. Root switches to this account, any other account is refused.
if [ "x${BITBUCKET_USER}" = "x" ]; then
    BITBUCKET_USER=
fi

export BITBUCKET_USER
