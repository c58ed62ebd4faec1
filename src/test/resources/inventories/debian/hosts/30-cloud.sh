#!/bin/sh
# Machines that come and go.
[ "$1" = --list ] && cat <<'J'
{"cloud": {"hosts": ["vm-1", "vm-2", "web9"], "vars": {"provider": "example", "flavour": 2}},
 "debops_all_hosts": ["vm-1", "vm-2"],
 "_meta": {"hostvars": {"vm-1": {"ansible_host": "198.51.100.1", "size": 1.5}, "vm-2": {"ansible_host": "198.51.100.2", "on": true, "of": null}}}}
J
