#!/bin/sh
# The main job, shown: read the shipped record, say what was found, answer five questions, draw the page.
set -eu
explorer=${1:-explorer}
out=demo
say() { printf '\n\033[1m%s\033[0m\n' "\$ explorer $*"; "$explorer" "$@"; }

mkdir -p "$out"
say read data/records/2012-06-01-ahg-som-6.md --to "$out/facts"
say describe --facts "$out/facts"
say participants "AHG SOM 6" --facts "$out/facts"
say commitments --facts "$out/facts"
say show RSO --facts "$out/facts"
say paths UNHCR "Sri Lanka" --facts "$out/facts"
say sources "Bali Process Ad Hoc Group Workshop on Visa Integrity for Foreign Mission Staff" --facts "$out/facts"
say draw --facts "$out/facts" --output "$out/ahg-som-6.html"
say draw --output "$out/bali-process.html"
printf '\nOpen %s/ahg-som-6.html (one meeting) or %s/bali-process.html (all the shipped records) in a browser.\n' "$out" "$out"
