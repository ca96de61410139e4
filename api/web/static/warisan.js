// Keys, the queue's order, and the place on the page. Everything else the server renders; without script it still works.
"use strict";

const find = (selector, within = document) => within.querySelector(selector);

// --- keys: a button says its own key in data-key, so keys and buttons cannot drift apart

function isTyping(element) {
  return element.matches("input, textarea, select, [contenteditable]") && !["checkbox", "radio", "button", "submit"].includes(element.type);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (find("dialog[open]") || isTyping(event.target)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === "+" || key === "=") return zoom(1);
  if (key === "-") return zoom(-1);
  if (key === "k") { event.preventDefault(); return move(-1); }
  // Enter on a link or button that has the focus by Tab does what that link or button says.
  if (key === "Enter" && event.target.matches("a[href], button, summary") && event.target.matches(":focus-visible")) return;
  const button = find(`[data-key="${CSS.escape(key)}"]`);
  if (!button) return;
  event.preventDefault();
  if (!event.repeat) button.click();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.opens) openDialog(button.dataset.opens);
  if (button.dataset.closes) document.getElementById(button.dataset.closes).close();
  if (button.dataset.moves) move(Number(button.dataset.moves));
  if (button.dataset.confirm && !window.confirm(button.dataset.confirm)) event.preventDefault();
});

function openDialog(id) {
  const dialog = document.getElementById(id);
  dialog.showModal();
  const first = find("input:not([type=hidden])", dialog);
  if (first) first.select();
}

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

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches("form[data-decides]")) return;
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

document.addEventListener("htmx:afterSettle", () => { zoom(0); showPlace(); });
document.addEventListener("DOMContentLoaded", () => { zoom(0); showPlace(); });
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
