"""The words of the page stand in one file, and the scripts keep to what the promises allow. No browser needed."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ASSETS = Path(__file__).parents[2] / "explorer" / "pictures" / "assets"
SCRIPTS = sorted(ASSETS.glob("*.js"))
STRINGS = json.loads((ASSETS / "strings.json").read_text(encoding="utf-8"))
ORDER = (ASSETS / "order.txt").read_text(encoding="utf-8").split()
REVIEW = (ASSETS / "review-order.txt").read_text(encoding="utf-8").split()
KEEPS = {"review-keep.js": {"localStorage", "fetch("}}  # the one script that may keep a reader's work
# Keys that are put together from a part and a name of the vocabulary.
MADE = re.compile(
    r"^(role|basis|presence|view|command|announce|hanging|save|copy|cite|look|layout|choose|promises)_|_(one|about)$"
)
FORBIDDEN = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|new Function|setTimeout\(\s*[\"'`]|DOMParser|"
    r"createContextualFragment|localStorage|sessionStorage|document\.cookie|fetch\(|XMLHttpRequest|WebSocket|importScripts)"
)


def test_every_word_that_a_script_or_the_template_says_is_in_the_file():
    for script in SCRIPTS:
        source = script.read_text(encoding="utf-8")
        said = set(re.findall(r"\bsay\(\s*\"(\w+)\"", source)) | {
            key
            for pair in re.findall(r"\bsay\([^()\"]*(?:\([^()]*\))?[^()\"]*\? \"(\w+)\" : \"(\w+)\"", source)
            for key in pair
        }
        assert said <= set(STRINGS), (script.name, said - set(STRINGS))
    template = (ASSETS / "page.html").read_text(encoding="utf-8")
    assert set(re.findall(r"strings\.(\w+)", template)) <= set(STRINGS)


def test_no_word_stands_there_unused():
    text = "".join(script.read_text(encoding="utf-8") for script in SCRIPTS) + (ASSETS / "page.html").read_text(
        encoding="utf-8"
    )
    unused = [key for key in STRINGS if not MADE.search(key) and not re.search(rf"[\".]{key}\b", text)]
    assert unused == []


def test_the_template_holds_no_words_of_its_own():
    template = (ASSETS / "page.html").read_text(encoding="utf-8")
    bare = re.sub(r"(?s)<(svg|symbol)\b.*?</\1>|\{[{%].*?[}%]\}|<[^>]+>|&\w+;", " ", template)
    assert set(re.findall(r"[A-Za-z]{3,}", bare)) <= {"Ctrl"}
    assert not re.search(r'(aria-label|title|placeholder)="[^"{]*[A-Za-z]', template)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_parse_no_markup_and_run_no_text(script):
    assert set(FORBIDDEN.findall(script.read_text(encoding="utf-8"))) <= KEEPS.get(script.name, set())


def test_the_order_names_every_script_and_sheet_once():
    assert len(ORDER) == len(set(ORDER)) and len(REVIEW) == len(set(REVIEW))
    # The bridge is the notebook's side of the messages: a module of its own, no part of the page.
    there = {path.name for pattern in ("*.js", "*.css") for path in ASSETS.glob(pattern)}
    assert there - {"bridge.js"} == {*ORDER, *REVIEW}


@pytest.mark.parametrize(
    "path", [ASSETS / name for name in dict.fromkeys([*ORDER, *REVIEW])], ids=lambda path: path.name
)
def test_one_concern_a_file(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("config", ["jsconfig.json", "jsconfig-review.json"])
def test_the_scripts_pass_the_type_check(config):
    compiler = shutil.which("tsc")
    command = [compiler] if compiler else ["npx", "--no-install", "tsc"]
    if not compiler and not shutil.which("npx"):
        pytest.skip("no TypeScript compiler: npm install --global typescript")
    probe = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=120)
    if probe.returncode or not probe.stdout.startswith("Version"):
        pytest.skip("no TypeScript compiler: npm install --global typescript")
    done = subprocess.run(
        [*command, "-p", str(ASSETS / config), "--pretty", "false"],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
