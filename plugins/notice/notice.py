#!/usr/bin/env python3
"""Leaves a notice for whoever logs in to a host. One request a line comes in, messages go out (docs/plugins.md)."""
import json
import sys

DESCRIPTION = {
    "kinds": [
        {
            "name": "notice",
            "doc": "Leaves a notice for whoever logs in to the host; an empty text takes it away.",
            "group": "node",
            "recovery": "repeat",
            "arguments": [
                {"name": "text", "type": "string", "doc": "What it says", "main": True},
                {"name": "file", "type": "string", "doc": "Where it is kept", "default": "/etc/motd"},
            ],
            "results": [
                {"name": "before", "type": "string", "doc": "What was there before"},
            ],
        }
    ]
}


def send(message):
    print(json.dumps(message), flush=True)


def ask(message):
    """Asks Drover to do something on the host, and waits until it has."""
    send(message)
    return json.loads(sys.stdin.readline())


def answer(content):
    send({"answer": content})


def main():
    request = json.loads(sys.stdin.readline())
    if request["call"] == "describe":
        answer(DESCRIPTION)
        return
    file = request["arguments"]["file"]
    wanted = request["arguments"]["text"]
    wanted = wanted + "\n" if wanted else ""
    found = ask({"read": file})["text"] or ""
    if request["call"] == "plan":
        if found == wanted:
            answer({"none": file + " says so already"})
        else:
            answer({"change": ["- " + line for line in found.splitlines()] + ["+ " + line for line in wanted.splitlines()]})
        return
    if found != wanted:
        ask({"write": file, "text": wanted, "mode": "0644"})
    if request["call"] == "simulate":
        answer({})
    elif (ask({"read": file})["text"] or "") != wanted:
        answer({"failed": file + " was written, but says something else", "next": "look who else writes it"})
    else:
        answer({"changed": found != wanted, "summary": "the notice is in " + file, "results": {"before": found}})


main()
