#!/bin/sh
# ics 0.7.3: a calendar whose attendee is "Korea, Republic of", read and written again.
#
# One would guess: the name is written in quotation marks, as it was read and as the format asks for a name with a comma.
# What happens: it is written as CN=Korea\, Republic of, without them. vobject 0.9.9 reads two names from it, "Korea\" and
# " Republic of"; ics itself refuses what it wrote. The file also gains the line CALSCALE:GEORGIAN, a calendar that there is not.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet ics==0.7.3 vobject==0.9.9
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import ics
import vobject

print("ics", version("ics"), "vobject", version("vobject"))
lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//example//",
    "BEGIN:VEVENT",
    "UID:1",
    "DTSTAMP:20120101T000000Z",
    "DTSTART:20120723T090000Z",
    'ATTENDEE;CN="Korea, Republic of":mailto:delegation@example.org',
    "END:VEVENT",
    "END:VCALENDAR",
    "",
]
text = "\r\n".join(lines)
written = ics.Calendar(text).serialize()
before, after = (vobject.readOne(each).vevent.attendee.params["CN"] for each in (text, written))
print("vobject reads from the file:", before, "- from what ics wrote:", after)
try:
    ics.Calendar(written)
    refused = False
except ValueError as error:
    refused = True
    print("ics reading its own file:", error)
changed = (before, after) != (["Korea, Republic of"], ["Korea\\", " Republic of"]) or not refused or "CALSCALE:GEORGIAN" not in written
raise SystemExit(changed)
PYTHON
