// Time: what happened in which year, as bars; a range to drag, type or play.

let playing = 0;

function startTime() {
  const box = byId("time");
  if (!facts.firstYear || facts.firstYear === facts.lastYear) {
    box.hidden = true;
    return;
  }
  const bars = makeSvg("svg", { class: "bars", id: "bars", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" });
  const from = yearField("year-from", say("year_from"), facts.firstYear);
  const to = yearField("year-to", say("year_to"), facts.lastYear);
  const undated = countUndated();
  const undatedBox = make("input", { type: "checkbox", id: "undated" });
  undatedBox.checked = true;
  undatedBox.addEventListener("change", () => {
    change((next) => (next.undated = undatedBox.checked));
    announceFilter(say(undatedBox.checked ? "announce_undated_on" : "announce_undated_off"));
  });
  fill(
    box,
    make("div", { class: "track", id: "track" }, bars, handle("from"), handle("to")),
    make(
      "div",
      { class: "time-tools" },
      makeButton({ id: "play", icon: "play", label: say("play"), class: "button", press: togglePlay }),
      from,
      make("span", { "aria-hidden": "true", text: "–" }),
      to,
      makeButton({ id: "all-years", class: "button quiet", text: say("all_years"), press: () => setYears(0, 0) }),
      undated ? make("label", { class: "undated" }, undatedBox, make("span", { text: say("undated_n", { n: undated }) })) : null,
    ),
  );
  dragRange(byId("track"));
  onChange((change) => {
    if (change.filter || change.first) tellTime();
  });
}

/**
 * @param {string} id
 * @param {string} label
 * @param {number} year
 */
function yearField(id, label, year) {
  const input = make("input", { type: "number", id, class: "year", min: facts.firstYear, max: facts.lastYear, "aria-label": label, title: label });
  input.value = String(year);
  input.addEventListener("change", () => setYears(Number(inputById("year-from").value), Number(inputById("year-to").value)));
  return input;
}

/**
 * An end of the range, as a slider.
 * @param {"from" | "to"} end
 */
function handle(end) {
  const knob = make("div", { class: `knob ${end}`, id: `knob-${end}`, role: "slider", tabindex: "0", "aria-label": say(end === "from" ? "year_from" : "year_to"), "aria-valuemin": facts.firstYear, "aria-valuemax": facts.lastYear, "aria-valuenow": end === "from" ? facts.firstYear : facts.lastYear, "aria-orientation": "horizontal" });
  knob.addEventListener("keydown", (event) => {
    const [from, to] = yearsNow();
    const now = end === "from" ? from : to;
    /** @type {Record<string, number>} */
    const moves = { ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1, PageUp: now + 5, PageDown: now - 5, Home: facts.firstYear, End: facts.lastYear };
    if (!Object.prototype.hasOwnProperty.call(moves, event.key)) return;
    event.preventDefault();
    const next = Math.min(facts.lastYear, Math.max(facts.firstYear, moves[event.key]));
    if (end === "from") setYears(Math.min(next, to), to);
    else setYears(from, Math.max(next, from));
  });
  return knob;
}

/** @returns {[number, number]} */
function yearsNow() {
  return [view.from || facts.firstYear, view.to || facts.lastYear];
}

/**
 * Show only what lies in a range of years; zero leaves an end open.
 * @param {number} from
 * @param {number} to
 * @param {boolean} [quiet]
 */
function setYears(from, to, quiet) {
  let [a, b] = [from || facts.firstYear, to || facts.lastYear];
  if (a > b) [a, b] = [b, a];
  a = Math.max(facts.firstYear, Math.min(facts.lastYear, a));
  b = Math.max(facts.firstYear, Math.min(facts.lastYear, b));
  const [from0, to0] = yearsNow();
  if (quiet && a === from0 && b === to0) return;
  change(
    (next) => {
      next.from = a <= facts.firstYear ? 0 : a;
      next.to = b >= facts.lastYear ? 0 : b;
      if (Boolean(next.from || next.to) !== Boolean(view.from || view.to)) next.undated = !(next.from || next.to);
    },
    { remember: quiet ? "replace" : "push" },
  );
  if (!quiet) announceFilter(say("announce_years", { from: String(a), to: String(b) }));
}

function countUndated() {
  let undated = 0;
  for (const year of facts.year) if (year === 0) undated++;
  return undated;
}

/** Bars of what passes all filters but time, the range, and the fields. */
function tellTime() {
  const [from, to] = yearsNow();
  inputById("year-from").value = String(from);
  inputById("year-to").value = String(to);
  const undated = /** @type {HTMLInputElement | null} */ (document.getElementById("undated"));
  if (undated) undated.checked = view.undated;
  /** @type {HTMLButtonElement} */ (byId("all-years")).disabled = !view.from && !view.to;
  const counts = yearCounts();
  const most = Math.max(1, ...counts.values());
  const years = facts.lastYear - facts.firstYear + 1;
  const bars = byId("bars");
  bars.setAttribute("viewBox", `0 0 ${years * 10} 100`);
  bars.replaceChildren();
  for (let i = 0; i < years; i++) {
    const year = facts.firstYear + i;
    const height = ((counts.get(year) || 0) / most) * 92;
    const bar = makeSvg("rect", { x: i * 10 + 1, width: 8, y: 100 - Math.max(height, counts.get(year) ? 3 : 0), height: Math.max(height, counts.get(year) ? 3 : 0), class: year >= from && year <= to ? "bar in" : "bar" });
    bar.append(makeSvg("title", {}, `${year}: ${counts.get(year) || 0}`));
    bars.append(bar);
  }
  for (const [end, year, place] of /** @type {Array<["from" | "to", number, number]>} */ ([["from", from, (from - facts.firstYear) / years], ["to", to, (to - facts.firstYear + 1) / years]])) {
    const knob = byId(`knob-${end}`);
    knob.style.left = `${place * 100}%`;
    knob.setAttribute("aria-valuenow", String(year));
    knob.dataset.year = String(year);
  }
}

/** Events by year; everything dated where there are no events. */
function yearCounts() {
  const counts = new Map();
  const years = facts.year;
  const events = facts.kinds.some((kind) => kind.isA === "event");
  for (let i = 0; i < facts.nodeCount; i++) {
    if (years[i] <= 0 || view.kindsOff.has(facts.kindOf[i]) || view.hidden.has(i)) continue;
    if (events && facts.kind(i).isA !== "event") continue;
    counts.set(years[i], (counts.get(years[i]) || 0) + 1);
  }
  return counts;
}

/**
 * Drag an end, draw a new range, or push the range along.
 * @param {HTMLElement} track
 */
function dragRange(track) {
  const yearAt = (/** @type {PointerEvent} */ event) => {
    const box = track.getBoundingClientRect();
    const years = facts.lastYear - facts.firstYear + 1;
    return facts.firstYear + Math.max(0, Math.min(years - 1, Math.floor(((event.clientX - box.left) / box.width) * years)));
  };
  let start = 0;
  let end = "";
  track.addEventListener("pointerdown", (event) => {
    const knob = event.target instanceof HTMLElement ? event.target.closest(".knob") : null;
    end = knob ? (knob.id === "knob-from" ? "from" : "to") : "new";
    start = yearAt(event);
    track.setPointerCapture(event.pointerId);
    if (knob instanceof HTMLElement) knob.focus();
    if (end === "new") setYears(start, start, true);
  });
  track.addEventListener("pointermove", (event) => {
    if (!end || !track.hasPointerCapture(event.pointerId)) return;
    const [from, to] = yearsNow();
    const year = yearAt(event);
    if (end === "new") setYears(Math.min(start, year), Math.max(start, year), true);
    else if (end === "from") setYears(Math.min(year, to), to, true);
    else setYears(from, Math.max(year, from), true);
  });
  track.addEventListener("pointerup", () => {
    if (!end) return;
    end = "";
    const [from, to] = yearsNow();
    announceFilter(say("announce_years", { from: String(from), to: String(to) }));
  });
}

/** Push a window of years from the first to the last, one step at a time. */
function togglePlay() {
  if (playing) return stopPlay();
  const [from, to] = yearsNow();
  const whole = !view.from && !view.to;
  const width = whole ? (facts.lastYear - facts.firstYear > 3 ? 1 : 0) : to - from;
  let at = whole || to >= facts.lastYear ? facts.firstYear : from;
  const step = () => {
    setYears(at, at + width, true);
    announce(say("announce_years", { from: String(at), to: String(Math.min(at + width, facts.lastYear)) }));
    if (at + width >= facts.lastYear) return stopPlay();
    at += 1;
  };
  playing = window.setInterval(step, reducedMotion.matches ? 2200 : 1100);
  step();
  tellPlay();
}

function stopPlay() {
  clearInterval(playing);
  playing = 0;
  tellPlay();
}

function tellPlay() {
  const button = byId("play");
  button.setAttribute("aria-label", say(playing ? "pause" : "play"));
  button.title = say(playing ? "pause" : "play");
  fill(button, icon(playing ? "pause" : "play"));
}
