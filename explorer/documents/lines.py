"""What a line of text is by itself: a head line, a date, a place, a caption, a mark without text."""

from __future__ import annotations

import re

from explorer.documents.marks import Mark, mark_of

HEAD = re.compile(
    r"\s*(?:Locations?|Venue|Place|Where|City|Dates?|When|Held(?: (?:in|on|at))?|Country|Host(?: country)?)"
    r"[ \t\u00a0]*[:：]",
    re.IGNORECASE,
)
LEADING = re.compile(  # who led it, was there or voted how, behind a label: no heading
    r"(?:Co-?hosts?|Hosts|Hosted by|Co-?chairs?|Chairs?|In the chair|Chaired by|Co-?chaired by"
    r"|Organi[sz]ers?|Organi[sz]ed by"
    r"|(?:(?:Also|Not|Members?|Voting|Voted|Votes?|Those|Other|In|Delegations?|States?|Countries)[ \u00a0]){0,3}"
    r"(?:Participants|Participating|Present|Attendance|Attendees|Attending|Apologies|Regrets|Absent|Absentees|Excused"
    r"|Observers|Guests|Members|Represented|Delegations|Favou?r|For|Against|Opposed|Abstain(?:ing|ed)|Abstentions?|Ayes?"
    r"|Yeas?|Nays?|Noes|Yes|No))(?:[ \u00a0]\(\d{1,4}\))?[ \t\u00a0]*[:：][ \t\u00a0]*\S",
    re.IGNORECASE,
)
ROLLED = re.compile(r"[A-Z][^:;.!?]{1,70}:[ \t\u00a0]*\S[^:]{1,200}$")  # a line of a roll: "Fiji: Ms Ana Lima"
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
HAS_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?,?[ \u00a0]+{_MONTHS}\b|\b{_MONTHS}\.?[ \u00a0]+\d{{1,2}}\b", re.IGNORECASE
)
HAS_MONTH = re.compile(rf"\b{_MONTHS}\b", re.IGNORECASE)
HAS_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CAPTION = re.compile(r"\S[^.!?]{0,200}[ \u00a0]Image$")
_SLUG = re.compile(r"\w[-_]\w|\d{2,}|\.(?:jpe?g|png|webp)")
_CREDIT = re.compile(r"(?:Photo|Image|Picture)(?: credits?| by| courtesy of)?\s*[:©]", re.IGNORECASE)
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"  # "Århus", "Šibenik" too
PLACE_LINE = re.compile(rf"{_CAPITAL}[\w'’. -]{{1,40}}(?:, ?{_CAPITAL}[\w'’. -]{{1,40}}){{0,2}}$")
LABEL = re.compile(r"(?:Locations?|Venue|Place|Where|City|Dates?|When)[ \t\u00a0]*[:：]?", re.IGNORECASE)
_DATE_WORD = re.compile(
    rf"{_MONTHS}|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\d{{1,2}}(?:st|nd|rd|th)?|(?:19|20)\d\d"
    r"|to|and|until|from|the|of",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(  # "28.04.2017", "27.-28.04.2017"
    r"(?:\d{1,2}(?:\.\d{1,2})?\.?[ \u00a0]?[-–—][ \u00a0]?)?\d{1,2}([./])\d{1,2}\1(?:19|20)\d\d"
)
_ENDS_IN_MONTH = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{_MONTHS},?$", re.IGNORECASE)
_STARTS_WITH_YEAR = re.compile(r"(?:19|20)\d\d(?!\d|[-/]\d)")
_OPEN_WORD = re.compile(r"\s(?:of|[Tt]he|and|[Ii]n|on|[Tt]o|[Ff]rom|by|with|an?|At)$")
_PARTS = re.compile(r"(?:[:|\t]|[ \u00a0][–—-])[ \t\u00a0]*(?=[A-Z])")
_JOINS = re.compile(r"(?:of|and|for) \S|\((?!\w{1,4}\))", re.IGNORECASE)  # no line of its own begins so


def is_date_line(text: str) -> bool:
    """Tell whether a line is a date and nothing else: "30 May to 1 June 2012"."""
    text = text.strip()
    if _IN_FIGURES.fullmatch(text):
        return True
    if len(text) > 60 or text.endswith((".", ",", ";")) or not HAS_YEAR.search(text) or not HAS_MONTH.search(text):
        return False
    return all(_DATE_WORD.fullmatch(word) for word in re.findall(r"\w+", text))


def is_site_line(text: str) -> bool:
    """Tell whether a line is a place and a date and nothing else: "Male, Maldives, 3 to 7 March 2019"."""
    parts = text.strip().split(", ")
    cut = next((at for at in range(1, len(parts)) if is_date_line(", ".join(parts[at:]))), 0)
    return bool(cut) and cut <= 3 and all(PLACE_LINE.fullmatch(part) for part in parts[:cut])


def is_sited(text: str) -> bool:
    """Tell whether a line is a day, or a town and a day."""
    return is_date_line(text) or is_site_line(text)


def is_dated_entry(line: str) -> bool:
    """Tell whether a line is an entry of a calendar: a day, a mark, and what is held on it.

    >>> is_dated_entry("3-4 March 2014: Second Session, Suva"), is_dated_entry("Date: 2 May")
    (True, False)
    """
    for mark in _PARTS.finditer(line[:80]):
        day = line[: mark.start()]
        words = re.findall(r"\w+", day)
        if HAS_MONTH.search(day) and any(word[0].isdigit() for word in words):
            return all(_DATE_WORD.fullmatch(word) for word in words)
    return False


def bare_mark(line: str) -> Mark | None:
    """Return the mark that is all there is on a line, else None."""
    mark = mark_of(f"{line.rstrip()} x") if len(line) < 40 else None
    return mark if mark and mark.printed == line.strip() else None


def is_caption(text: str) -> bool:
    text = text.strip()
    if "\n" in text or len(text) > 220:
        return False
    return bool((_CAPTION.match(text) and _SLUG.search(text)) or (_CREDIT.match(text) and len(text) < 160))


def goes_on(before: str, start: str) -> bool:
    """Tell whether two lines are one by their words: "18th May" and "2012.", "COMMUNIQUÉ" and "OF THE SUMMIT"."""
    if _ENDS_IN_MONTH.search(before) and _STARTS_WITH_YEAR.match(start):
        return True
    if _OPEN_WORD.search(before) and len(before) > 5:
        return True
    if before.endswith(",") and not HEAD.match(start) and not HEAD.match(before):
        return True
    return bool(_JOINS.match(start)) and before[-1:].isalnum() and not is_date_line(before)
