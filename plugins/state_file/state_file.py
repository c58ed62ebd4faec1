#!/usr/bin/env python3
"""Drives a balancer that reads a text file: a line `backend server state` for each server.

In the inventory:
    balancer: {driver: state_file, address: [/etc/balancer/servers], via: [lb1], backends: [http]}
"""
import json
import sys

DESCRIPTION = {
    "balancers": [
        {
            "name": "state_file",
            "doc": "A balancer that reads the state of its servers from a text file.",
            "by_hand": "edit {address}: set {server} of {backends} to {state}",
            "options": [
                {"name": "comment", "doc": "A line that is kept at the top of the file", "default": "kept by drover"},
            ],
        }
    ]
}


def send(message):
    print(json.dumps(message), flush=True)


def ask(message):
    send(message)
    return json.loads(sys.stdin.readline())


def servers(path):
    lines = (ask({"read": path})["text"] or "").splitlines()
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def main():
    request = json.loads(sys.stdin.readline())
    if request["call"] == "describe":
        send({"answer": DESCRIPTION})
        return
    rows = servers(request["address"])
    if request["call"] == "servers":
        found = [{"backend": row[0], "name": row[1], "admin": row[2], "health": "up", "sessions": 0} for row in rows]
        send({"answer": {"servers": found}})
        return
    for row in rows:
        if row[0] == request["backend"] and row[1] == request["server"]:
            row[2] = request["state"]
    text = "# " + request["options"]["comment"] + "\n" + "".join(" ".join(row) + "\n" for row in rows)
    ask({"write": request["address"], "text": text, "mode": "0644"})
    send({"answer": {}})


main()
