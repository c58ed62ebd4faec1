#!/usr/bin/env python3
"""Lists hosts from a CSV file with the columns name and group; every other column is a variable.

As an inventory file:
    plugin: csv_hosts
    file: assets.csv
"""
import csv
import json
import sys

DESCRIPTION = {
    "inventories": [
        {
            "name": "csv_hosts",
            "doc": "Hosts from a table in CSV with the columns name and group.",
            "options": [
                {"name": "file", "type": "path", "doc": "The table; a relative path begins beside the inventory file"},
                {"name": "delimiter", "doc": "What separates columns", "default": ","},
            ],
        }
    ]
}


def listed(options):
    groups = {}
    hostvars = {}
    with open(options["file"], encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter=options["delimiter"]):
            name = row.pop("name")
            groups.setdefault(row.pop("group"), {"hosts": []})["hosts"].append(name)
            hostvars[name] = {key: value for key, value in row.items() if value}
    return {**groups, "_meta": {"hostvars": hostvars}}


def main():
    request = json.loads(sys.stdin.readline())
    if request["call"] == "describe":
        answer = DESCRIPTION
    else:
        try:
            answer = {"inventory": listed(request["options"])}
        except (OSError, KeyError) as problem:
            answer = {"failed": "the table can't be read: %r" % problem}
    print(json.dumps({"answer": answer}), flush=True)


main()
