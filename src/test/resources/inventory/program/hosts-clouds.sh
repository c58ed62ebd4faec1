#!/bin/sh
# An inventory program as clouds have them, with the variables of all hosts at once.
[ "$1" = --list ] || exit 1
cat <<'J'
{
  "web": {"hosts": ["web1", "web2"], "vars": {"port": 80, "version": 9.10, "tls": true, "note": null}},
  "site": {"children": ["web", "db"]},
  "db": ["db1"],
  "lonely.example.com": {"rack": "r1"},
  "empty": {"hosts": []},
  "_meta": {"hostvars": {"web1": {"weight": 2, "tags": ["a", "b"]}, "db1": {}, "ghost": {"a": 1}}}
}
J
