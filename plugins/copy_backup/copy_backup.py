#!/usr/bin/env python3
"""Backs up a directory by copying it on its own machine, with checksums.

It works by commands on the host, which Drover runs. A copy is made under a name that nobody takes
for a backup, and renamed when it is whole; so whatever is cut off leaves no half backup.
"""
import json
import sys
from datetime import datetime, timezone

DESCRIPTION = {
    "backups": [
        {
            "name": "copy_backup",
            "doc": "Copies a directory on its own machine, with checksums.",
            "subject": "home",
            "options": [
                {"name": "directory", "doc": "What is backed up"},
                {"name": "store", "doc": "Directory for the backups; none of them is inside of `directory`"},
            ],
        }
    ]
}

TAKE = """set -eu
umask 077
mkdir -p "$2"
[ ! -e "$2/$3" ] || { echo "there is a backup $3 already" >&2; exit 1; }
part="$2/.part-$3"
rm -rf "$part"
trap 'rm -rf "$part"' EXIT
mkdir "$part"
cp -a "$1" "$part/data"
(cd "$part/data" && find . -type f -exec sha256sum {} + | sort -k 2) > "$part/sums"
mv "$part" "$2/$3"
du -sk "$2/$3" | cut -f 1
"""
VERIFY = '[ -f "$1/meta.json" ] && cd "$1/data" && { [ ! -s ../sums ] || sha256sum --quiet -c ../sums; }'
RESTORE = """set -eu
rm -rf "$2.restored"
cp -a "$1/data" "$2.restored"
if [ -e "$2" ]; then mv "$2" "$2.replaced"; fi
mv "$2.restored" "$2"
rm -rf "$2.replaced"
"""
LIST = 'for one in "$1"/*/meta.json; do [ ! -f "$one" ] || { cat "$one"; echo; }; done'


def send(message):
    print(json.dumps(message), flush=True)


def answer(content):
    send({"answer": content})


def run(script, *arguments, reads=False, timeout="50m"):
    """Runs a script on the host and answers what became of it."""
    send({"exec": ["sh", "-c", script, "copy_backup", *arguments], "reads": reads, "timeout": timeout})
    return json.loads(sys.stdin.readline())


def now():
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def take(directory, store, name):
    began = now()
    done = run(TAKE, directory, store, name)
    if done["status"] != 0:
        answer({"failed": done["err"].strip() or "the copy failed", "next": "look at the room left in " + store})
        return
    backup = {
        "id": name,
        "began": began,
        "ended": now(),
        "bytes": int(done["out"]) * 1024,
        "details": {"directory": directory},
    }
    send({"write": store + "/" + name + "/meta.json", "text": json.dumps(backup), "mode": "0600"})
    sys.stdin.readline()
    answer({"backup": backup})


def check(directory, store):
    missing = []
    if run('test -d "$1" && test -r "$1"', directory, reads=True)["status"] != 0:
        missing.append("there is no directory " + directory + " that may be read")
    if run("command -v sha256sum", reads=True)["status"] != 0:
        missing.append("sha256sum is not there")
    if store.startswith(directory.rstrip("/") + "/"):
        missing.append("the backups would be inside of what is backed up")
    answer({"missing": missing})


def main():
    request = json.loads(sys.stdin.readline())
    call = request["call"]
    if call == "describe":
        answer(DESCRIPTION)
        return
    directory, store = request["options"]["directory"], request["options"]["store"]
    place = store + "/" + request["backup"]["id"] if "backup" in request else store
    if call == "check":
        check(directory, store)
    elif call == "take":
        take(directory, store, request["id"])
    elif call == "list":
        found = [json.loads(line) for line in run(LIST, store, reads=True)["out"].splitlines() if line]
        answer({"backups": sorted(found, key=lambda backup: backup["began"])})
    elif call == "verify":
        looked = run(VERIFY, place, reads=True)
        whole = looked["status"] == 0
        answer({"whole": whole, "words": "every checksum is right" if whole else looked["err"].strip() or "it is not there"})
    else:
        done = run(RESTORE, place, directory) if call == "restore" else run('rm -rf -- "$1"', place)
        answer({} if done["status"] == 0 else {"failed": done["err"].strip()})


main()
