// Keys, the queue's order, and the place on the page. Everything else the server renders; without script it still works.
"use strict";

const find = (selector, within = document) => within.querySelector(selector);

// --- keys: a button says its own key in data-key, so keys and buttons cannot drift apart

function isTyping(element) {
  return element.matches("input, textarea, select, [contenteditable]") && !["checkbox", "radio", "button", "submit"].includes(element.type);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape") return leave(event);
  if (event.target.id === "choose-text") return choose(event);
  if (find("dialog[open]") || isTyping(event.target)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === "+" || key === "=") return zoom(1);
  if (key === "-") return zoom(-1);
  if (key === "j" || key === "k") { event.preventDefault(); return move(key === "j" ? 1 : -1); }
  // Enter on a link or button that has the focus by Tab does what that link or button says.
  if (key === "Enter" && event.target.matches("a[href], button, summary") && event.target.matches(":focus-visible")) return;
  const button = find(`[data-key="${CSS.escape(key)}"]`);
  if (!button) return;
  event.preventDefault();
  if (event.repeat) return;
  if (button.matches("input")) button.select();
  else button.click();
});

// Out of a field or of the form beside the page; a modal dialog closes by itself.
function leave(event) {
  const beside = find("dialog[data-beside][open]");
  if (beside) beside.close();
  else if (isTyping(event.target) && !event.target.closest("dialog")) event.target.blur();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.opens) openDialog(button.dataset.opens);
  if (button.dataset.closes) document.getElementById(button.dataset.closes).close();
  if ("later" in button.dataset) leaveForLater();
});

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog.open) return;
  // The form beside the page leaves the page to be looked at, and its words to be clicked.
  if ("beside" in dialog.dataset) dialog.show();
  else dialog.showModal();
  const first = find("input:not([type=hidden])", dialog);
  if (first) first.select();
  if (id === "choose") htmx.trigger("#choose-text", "look");
  if (id === "edit") loadWords();
}

// --- another indicator: arrows choose, Enter takes. What Enter takes is never the list of a text typed before.

let takesWhenFound = false;

function choose(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step && event.key !== "Enter") return;
  event.preventDefault();
  if (step) return select(step);
  if (event.repeat) return;
  if (find("#choices").dataset.text === event.target.value.trim()) return take();
  takesWhenFound = true;
  htmx.trigger(event.target, "look");
}

function select(step) {
  const choices = [...document.querySelectorAll("#choices [role=option]")];
  if (!choices.length) return;
  const at = choices.findIndex((one) => one.ariaSelected === "true");
  const next = choices[(at + step + choices.length) % choices.length];
  choices.forEach((one) => { one.ariaSelected = String(one === next); });
  next.scrollIntoView({ block: "nearest" });
  find("#choose-text").setAttribute("aria-activedescendant", next.id);
}

function take() {
  const chosen = find("#choices [aria-selected=true]");
  if (!chosen) return;
  find("#choose-code").value = chosen.dataset.code;
  find("#choose-form").requestSubmit();
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "found") return;
  select(0);
  if (takesWhenFound && find("#choices").dataset.text === find("#choose-text").value.trim()) {
    takesWhenFound = false;
    take();
  }
});
document.addEventListener("input", (event) => { if (event.target.id === "choose-text") takesWhenFound = false; });
document.addEventListener("click", (event) => {
  const choice = event.target.closest("#choices [role=option]");
  if (!choice) return;
  find("#choose-code").value = choice.dataset.code;
  find("#choose-form").requestSubmit();
});

// --- the queue: which proposal comes next

const currentId = () => find("#card")?.dataset.id;
const rowOf = (id) => document.getElementById(`row-${id}`);

function move(step) {
  const rows = [...document.querySelectorAll("#queue .row")];
  const at = rows.indexOf(rowOf(currentId()));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  if (next && next !== rows[at]) find("a", next).click();
}

function nextOpen(id) {
  const rows = [...document.querySelectorAll("#queue .row")];
  const at = rows.indexOf(rowOf(id));
  const order = [...rows.slice(at + 1), ...rows.slice(0, at)];
  return order.find((row) => row.classList.contains("pending"))?.dataset.id;
}

// For later: it stays open, and comes again when all others are done; also after leaving the page.
const laterKey = () => `later:${find("#queue").dataset.document}`;

function leaveForLater() {
  const row = rowOf(currentId());
  const next = nextOpen(currentId());
  if (!row || !next) return;
  const kept = JSON.parse(sessionStorage.getItem(laterKey()) ?? "[]").filter((id) => id !== row.dataset.id);
  sessionStorage.setItem(laterKey(), JSON.stringify([...kept, row.dataset.id]));
  row.classList.add("later");
  row.parentElement.append(row);
  find("a", rowOf(next)).click();
}

function putLaterOnesLast() {
  if (!find("#queue")) return;
  for (const id of JSON.parse(sessionStorage.getItem(laterKey()) ?? "[]")) {
    const row = rowOf(id);
    if (!row?.classList.contains("pending")) continue;
    row.classList.add("later");
    row.parentElement.append(row);
  }
  // Who comes back without naming a proposal goes on with the first that is not for later.
  const first = find("#queue .row");
  const asked = new URLSearchParams(location.search).has("proposal");
  if (!asked && rowOf(currentId())?.classList.contains("later") && !first.classList.contains("later")) find("a", first).click();
}

// --- how long a proposal was looked at, while the page was in view

let seen = { id: undefined, since: 0, before: 0 };

function beginToLook() {
  if (seen.id !== currentId()) seen = { id: currentId(), since: performance.now(), before: 0 };
}

function lookedAt() {
  return Math.round(seen.before + (document.hidden ? 0 : performance.now() - seen.since));
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) seen.before += performance.now() - seen.since;
  seen.since = performance.now();
});

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches("form[data-decides]")) return;
  event.detail.parameters.set("seen", String(lookedAt()));
  const next = nextOpen(currentId());
  if (next) event.detail.parameters.set("then", next);
});

// --- the place on the page

function showPlace() {
  document.querySelectorAll("#queue .row.current").forEach((row) => row.classList.remove("current"));
  const row = rowOf(currentId());
  if (row) {
    row.classList.add("current");
    row.scrollIntoView({ block: "nearest" });
  }
  if (row) fetchAhead();
  const pane = find(".pane");
  const here = document.getElementById("here");
  if (!pane || !here) return;
  const place = here.getBoundingClientRect();
  const view = pane.getBoundingClientRect();
  // Across, no further than needed: the row's name stands left of its values.
  const right = place.right - view.left + pane.scrollLeft;
  pane.scrollLeft = Math.max(0, right + 24 - view.width);
  pane.scrollTop += place.top + place.height / 2 - (view.top + view.height / 2.4);
}

// The next page's picture is fetched while the person still looks at this one.
function fetchAhead() {
  const next = rowOf(nextOpen(currentId()));
  const page = next && find(".page", next).textContent.trim();
  if (page) new Image().src = find("#queue").dataset.pictures.replace("{page}", page);
}

// Same page, other cell: only the marks change, so the picture does not flicker.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const fresh = event.detail.fragment?.querySelector?.(".paper") ?? null;
  const shown = find("#spot .paper");
  if (event.detail.target.id !== "spot" || !fresh || !shown) return;
  if (fresh.dataset.picture !== shown.dataset.picture) return;
  find("svg", shown).replaceWith(find("svg", fresh));
  event.detail.shouldSwap = false;
});

// --- words of the page: a click takes one as the value

const wordsOf = new Map();

async function loadWords() {
  const paper = find("#spot .paper");
  if (!paper || wordsOf.has(paper.dataset.words)) return;
  const address = paper.dataset.words;
  wordsOf.set(address, []);
  const answer = await fetch(address).catch(() => undefined);
  if (!answer?.ok) { wordsOf.delete(address); return; }
  wordsOf.set(address, (await answer.json()).words);
  showWords();
}

function showWords() {
  const paper = find("#spot .paper");
  const words = paper && wordsOf.get(paper.dataset.words);
  if (!words || find(".words", paper)) return;
  const layer = document.createElementNS("http://www.w3.org/2000/svg", "g");
  layer.setAttribute("class", "words");
  for (const word of words) {
    const [x0, top, x1, bottom] = word.box;
    const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const place = { x: x0 - 1, y: top - 1, width: x1 - x0 + 2, height: bottom - top + 2, "data-text": word.text };
    for (const [name, value] of Object.entries(place)) mark.setAttribute(name, String(value));
    mark.addEventListener("click", () => takeWord(word));
    layer.append(mark);
  }
  if (words.length) find("svg", paper).append(layer);
}

function takeWord(word) {
  const form = find("#edit form");
  if (!form) return;
  openDialog("edit");
  if (word.value) form.elements.value.value = word.value;
  if (word.grade) form.elements.grade.value = word.grade;
  if (word.unit && !form.elements.unit.value) form.elements.unit.value = word.unit;
  form.elements[word.value ? "value" : "grade"].focus();
}

document.addEventListener("pointerover", (event) => { if (event.target.closest?.("#spot .paper")) loadWords(); });

document.addEventListener("htmx:afterSettle", () => { beginToLook(); zoom(0); showPlace(); showWords(); });
document.addEventListener("DOMContentLoaded", () => { putLaterOnesLast(); beginToLook(); zoom(0); showPlace(); });
window.addEventListener("resize", showPlace);
document.addEventListener("load", (event) => { if (event.target.matches?.(".paper img")) showPlace(); }, true);

// --- zoom: steps are classes, for the page may not carry styles of its own

const STEPS = ["z100", "z130", "z170", "z220"];

function zoom(step) {
  const pane = find(".pane");
  if (!pane) return;
  const kept = Number(sessionStorage.getItem("zoom") ?? 0);
  const now = Math.min(STEPS.length - 1, Math.max(0, kept + step));
  sessionStorage.setItem("zoom", String(now));
  pane.classList.remove(...STEPS);
  pane.classList.add(STEPS[now]);
  if (step) showPlace();
}

// --- what goes wrong is said, never swallowed

function notice(sentence) {
  const line = document.createElement("p");
  line.className = "notice wrong";
  line.textContent = sentence;
  const notices = document.getElementById("notices");
  notices.replaceChildren(line);
  window.setTimeout(() => line.remove(), 8000);
}

document.addEventListener("htmx:responseError", (event) => {
  const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  notice(find(".notice", answer)?.textContent ?? `Peladen menjawab ${event.detail.xhr.status}.`);
});
document.addEventListener("htmx:sendError", () => notice("Peladen tidak menjawab. Periksa apakah layanan masih berjalan."));

// --- upload: drop files anywhere on the box

const drop = find(".drop");
if (drop) {
  const input = find("input[type=file]", drop);
  const tell = () => {
    find("#chosen").textContent = [...input.files].map((file) => file.name).join(", ");
  };
  input.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    input.files = event.dataTransfer.files;
    tell();
  });
}

// --- filters of the queue: a choice takes effect at once

find("#filters")?.addEventListener("change", (event) => { if (event.target.id !== "filter-text") event.currentTarget.requestSubmit(); });
