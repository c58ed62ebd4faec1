#!/bin/sh

# The Java installation to use, version 25. Order: JRE_HOME in the environment, the line below, JAVA_HOME, `java` on the
# path, the usual places.
if [ "x${JRE_HOME}" = "x" ]; then
    JRE_HOME=
fi

# Prints the major version of the Java in directory $1; nothing if there is none.
java_version() {
    [ -x "$1/bin/java" ] || return 0
    if [ -r "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
    fi
}

if [ "x${JRE_HOME}" != "x" ]; then
    if [ "x$(java_version "${JRE_HOME}")" != "x25" ]; then
        echo "JRE_HOME is ${JRE_HOME}, which is not a Java 25." >&2
        exit 1
    fi
else
    ON_PATH=$(command -v java 2>/dev/null || true)
    if [ "x${ON_PATH}" != "x" ]; then
        ON_PATH=$(readlink -f "${ON_PATH}")
        ON_PATH=${ON_PATH%/bin/java}
    fi
    for CANDIDATE in "${JAVA_HOME}" "${ON_PATH}" /usr/lib/jvm/* /opt/java* /opt/jdk*; do
        if [ "x${CANDIDATE}" != "x" ] && [ "x$(java_version "${CANDIDATE}")" = "x25" ]; then
            JRE_HOME=${CANDIDATE}
            break
        fi
    done
    if [ "x${JRE_HOME}" = "x" ]; then
        echo "No Java 25 found. Install one, or set JRE_HOME in the environment or in set-jre-home.sh." >&2
        exit 1
    fi
fi

export JRE_HOME
