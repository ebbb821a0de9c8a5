/* Type, Enter, type, Enter: the search adds the first hit or the one chosen with the arrow keys. */
import { carry } from "./carry.js";

const form = document.querySelector("#shelf-search");
const adding = document.querySelector("#add-form");
const field = document.querySelector("#shelf-q");
const results = document.querySelector("#shelf-results");
let active = 0;

const found = () => [...results.querySelectorAll("[data-found]")];
const isFresh = () => (results.querySelector("#shelf-list")?.dataset.q ?? "").trim() === field.value.trim();

function choose(number) {
  const hits = found();
  active = hits.length ? (number + hits.length) % hits.length : 0;
  for (const [at, hit] of hits.entries()) hit.parentElement.classList.toggle("is-active", at === active && field.value.trim() !== "");
  const chosen = hits[active]?.parentElement;
  if (chosen && field.value.trim()) {
    field.setAttribute("aria-activedescendant", chosen.id);
    if (number !== 0) chosen.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
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
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(active + (event.key === "ArrowDown" ? 1 : -1));
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (!field.value.trim()) return;
    /* Faster than the hits: the server takes the first of them. */
    if (!isFresh()) add(Object.fromEntries(new FormData(form)));
    else if (!results.querySelector("#shelf-list").dataset.doseWrong && found()[active]) addFound(found()[active]);
  } else if (event.key === "Escape" && field.value) {
    event.preventDefault();
    write("");
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "shelf-results") choose(0);
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

choose(0);
if (matchMedia("(pointer: fine)").matches && !location.hash) field.focus({ preventScroll: true });
