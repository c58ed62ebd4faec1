#!/bin/sh

# Options for remote monitoring of the JVM, for instance -Dcom.sun.management.jmxremote.port=3333. None by default.
if [ "x${JMX_OPTS}" = "x" ]; then
    JMX_OPTS=
fi

export JMX_OPTS
