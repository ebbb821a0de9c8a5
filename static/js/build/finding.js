/* Type, Enter, type, Enter: the search adds the first hit. The arrow keys lead into the list. */
import { carry } from "./carry.js";

const form = document.querySelector("#shelf-search");
const adding = document.querySelector("#add-form");
const field = document.querySelector("#shelf-q");
const results = document.querySelector("#shelf-results");
const told = document.querySelector("#shelf-told");

const found = () => [...results.querySelectorAll("[data-found]")];
const isFresh = () => (results.querySelector("#shelf-list")?.dataset.q ?? "").trim() === field.value.trim();

/* The one that Enter adds: the focused one, else the first of what was typed. */
function mark() {
  const [first] = found();
  const focused = document.activeElement.closest("[data-found]");
  const next = focused ?? (field.value.trim() ? first : null);
  for (const hit of found()) hit.parentElement.classList.toggle("is-active", hit === next);
}

function step(by, from = null) {
  const hits = found();
  const next = hits[hits.indexOf(from) + by] ?? (by < 0 ? field : from);
  next?.focus();
}

/* Said where it is heard: what is drawn anew with the hits is not read out. */
function tell() {
  const lines = [...results.querySelectorAll("[data-told]")];
  told.textContent = lines.map((line) => line.textContent.replace(/\s+/g, " ").trim()).join(" ");
}

/* The field is empty at once: what is typed on belongs to the next exercise. What was refused
   comes back, unless the next is being typed. */
function add(values) {
  const typed = field.value;
  carry(adding.action, { ...values, stage: adding.elements.stage.value }, ({ successful }) => {
    if (!successful && !field.value) write(typed);
  });
  if (typed) write("");
  /* In hand again, unless a finger would raise the keyboard. */
  if (matchMedia("(pointer: fine)").matches || document.activeElement === field) field.focus();
}

function addFound(hit) {
  add({ exercise: hit.value, dose_text: results.querySelector("#shelf-dose-text").value });
}

function write(text) {
  field.value = text;
  window.htmx.trigger(form, "find");
}

results.addEventListener("click", (event) => {
  const hit = event.target.closest("[data-found]");
  if (!hit) return;
  event.preventDefault();
  addFound(hit);
});

field.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") {
    event.preventDefault();
    step(1);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (!field.value.trim()) return;
    /* Faster than the hits: the server takes the first of them. */
    if (!isFresh()) add(Object.fromEntries(new FormData(form)));
    else if (!results.querySelector("#shelf-list").dataset.doseWrong && found().length) addFound(found()[0]);
  } else if (event.key === "Escape" && field.value) {
    event.preventDefault();
    write("");
  }
});

results.addEventListener("keydown", (event) => {
  const hit = event.target.closest("[data-found]");
  const isTyped = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!hit) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1, hit);
  } else if (event.key === "Escape" || isTyped) field.focus();
});

document.querySelector("#library").addEventListener("focusin", mark);

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "shelf-results") return;
  mark();
  tell();
});

document.addEventListener("htmx:afterSettle", () => {
  const said = document.querySelector("#said");
  const at = said?.dataset.at;
  if (!at || said.dataset.seen) return;
  said.dataset.seen = "1";
  const row = document.getElementById(at);
  row?.classList.add("is-new");
  /* On a phone the library stands above the plan: whoever adds there stays there. */
  if (matchMedia("(min-width: 62rem)").matches || !document.activeElement?.closest("#library")) row?.scrollIntoView({ block: "nearest" });
});

document.addEventListener("click", (event) => {
  const here = event.target.closest("[data-add-here]");
  if (!here) return;
  event.preventDefault();
  document.querySelector("#add-stage").value = here.dataset.addHere;
  field.focus();
  field.closest("form").scrollIntoView({ block: "nearest" });
});

/* What was typed while the page was still loading counts too. */
addEventListener("load", () => {
  if (!isFresh()) window.htmx.trigger(form, "find");
});

mark();
if (matchMedia("(pointer: fine)").matches && !location.hash) field.focus({ preventScroll: true });
