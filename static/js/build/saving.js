/* What was typed is saved when its field is left, one deed after the other, and never lost. */
import { carry } from "./carry.js";

const TYPED = "input[name=dose_text], input[name=note], input[name=name], input[name=promised_minutes]";
const isTyped = (field) => field?.matches?.(TYPED) && field.form?.hasAttribute("data-saves");
const isUnsaved = (field) => field.value !== field.defaultValue;
const { notSaved, notDone } = document.querySelector(".desk").dataset;

/* ---------- One deed at a time: the next one finds what the last one drew ---------- */
let running = null;
const waiting = [];
const whenIdle = [];

document.addEventListener("htmx:confirm", (event) => {
  const { elt, verb, issueRequest } = event.detail;
  if (verb !== "post" || isTyped(elt)) return;
  if (!running) {
    running = elt;
    return;
  }
  event.preventDefault();
  waiting.push({ elt, issueRequest });
});

/* What was drawn anew answers to clicks only once htmx has settled it. */
const SETTLED = 50;
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.requestConfig?.elt === running) setTimeout(next, SETTLED);
});

function next() {
  running = null;
  saveWhatWaits();
  while (!running && waiting.length) goOn(waiting.shift());
  if (!running) for (const go of whenIdle.splice(0)) go();
}

function goOn({ elt, issueRequest }) {
  if (elt.isConnected) {
    running = elt;
    issueRequest(true);
    return;
  }
  /* It was drawn anew meanwhile: the same button, the same form. */
  const again = elt.id && document.getElementById(elt.id);
  if (again?.matches("form")) again.requestSubmit();
  else again?.click();
}

/* Whoever leaves the page while something is on its way goes when it has arrived. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("#add-form, #many-form") && event.submitter?.hasAttribute("hx-post")) event.preventDefault();
  if (!form.closest(".builder") || form.matches("[hx-post], [data-saves]") || form.method !== "post" || event.defaultPrevented || !running) return;
  event.preventDefault();
  whenIdle.push(() => form.requestSubmit(event.submitter));
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !running || event.defaultPrevented || link.target || link.hasAttribute("hx-get") || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  whenIdle.push(() => location.assign(link.href));
});

/* ---------- A field that is left with new words is saved; Enter does it at once ---------- */
const onTheWay = new Map(); // the form's id: what carries it
const failed = new Map(); // the form's id: how often in a row

function save(form) {
  const { id } = form;
  if (onTheWay.has(id)) return; // looked at again when its answer is there
  for (const field of form.elements) if (isTyped(field)) field.dataset.sent = field.value;
  const values = Object.fromEntries(new FormData(form));
  onTheWay.set(id, carry(form.action, values, ({ xhr }) => arrived(id, xhr.status)));
}

function arrived(id, status) {
  onTheWay.delete(id);
  if (status >= 200 && (status < 300 || [401, 409, 422].includes(status))) {
    failed.delete(id);
    return;
  }
  const times = (failed.get(id) ?? 0) + 1;
  failed.set(id, times);
  tell(notSaved);
  setTimeout(again, Math.min(1000 * 2 ** times, 30000), id);
}

function again(id) {
  const form = document.getElementById(id);
  if (form && typedIn(form).some(isUnsaved)) save(form);
  else failed.delete(id);
}

const typedIn = (form) => [...form.elements].filter(isTyped);

function tell(words) {
  const box = document.createElement("div");
  box.className = "callout tone-amber";
  box.setAttribute("role", "alert");
  box.textContent = words;
  document.querySelector("#said").replaceChildren(box);
}

document.addEventListener("focusout", ({ target }) => {
  if (isTyped(target) && target.isConnected && isUnsaved(target) && target.value !== target.dataset.sent) save(target.form);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !isTyped(event.target)) return;
  event.preventDefault();
  if (isUnsaved(event.target)) save(event.target.form);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-saves]") || event.submitter?.hasAttribute("hx-post")) return;
  event.preventDefault();
  save(event.target);
});

addEventListener("online", () => {
  for (const id of failed.keys()) again(id);
});
addEventListener("beforeunload", (event) => {
  if (failed.size && !isSignedOut) event.preventDefault();
});

/* A click that was not answered is said; what was typed is kept and sent again. */
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, ({ detail }) => {
    const { elt, verb } = detail.requestConfig;
    if (verb === "post" && !isTyped(elt) && ![...onTheWay.values()].includes(elt)) tell(notDone);
  });
}

/* ---------- Whoever was signed out meanwhile finds what they typed after signing in ---------- */
const KEPT = `typed:${location.pathname}`;
let isSignedOut = false;

document.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
  if (detail.xhr.status !== 401) return;
  isSignedOut = true;
  const open = [...document.querySelectorAll(TYPED)].filter((field) => isTyped(field) && isUnsaved(field));
  sessionStorage.setItem(KEPT, JSON.stringify(open.map(({ id, value }) => [id, value])));
});

for (const [id, value] of JSON.parse(sessionStorage.getItem(KEPT) ?? "[]")) {
  const field = document.getElementById(id);
  if (!isTyped(field)) continue;
  field.value = value;
  if (isUnsaved(field)) addEventListener("load", () => save(field.form));
}
sessionStorage.removeItem(KEPT);

/* A refusal brings its own words: somebody was faster, a dose was not understood. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (![409, 422].includes(event.detail.xhr.status)) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

/* ---------- A row drawn anew keeps what is typed and not sent, and the caret ---------- */
const kept = new Map();
let inHand = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const sender = event.detail.requestConfig?.elt;
  for (const field of document.querySelectorAll(TYPED)) {
    const isAnswered = sender && onTheWay.get(field.form?.id) === sender && field.value === field.dataset.sent;
    if (field.id && isTyped(field) && isUnsaved(field) && !isAnswered) kept.set(field.id, field.value);
  }
  const field = document.activeElement;
  if (field?.id && field !== document.body) inHand = { id: field.id, at: field.selectionStart ?? null, row: field.closest("[data-row]")?.id };
});

function bringBack() {
  for (const [id, value] of kept) {
    const field = document.getElementById(id);
    if (field) field.value = value;
  }
  kept.clear();
}

function saveWhatWaits() {
  bringBack();
  takeInHand();
  for (const field of document.querySelectorAll(TYPED)) {
    if (isTyped(field) && isUnsaved(field) && field !== document.activeElement && !failed.has(field.form.id)) save(field.form);
  }
}

function takeInHand() {
  if (!inHand || (document.activeElement && document.activeElement !== document.body)) return;
  const place = document.querySelector("#said")?.dataset.at;
  const again = [inHand.id, inHand.row, place].map((id) => id && document.getElementById(id)).find(Boolean);
  again?.focus();
  if (inHand.at !== null && again?.id === inHand.id) again.setSelectionRange?.(inHand.at, inHand.at);
}

document.addEventListener("htmx:afterSettle", () => {
  bringBack();
  takeInHand();
});

/* The words on what was done go away by themselves; with an undo they stay longer. */
let going;
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target.id !== "said") return;
  clearTimeout(going);
  going = setTimeout(() => document.querySelector("#said").replaceChildren(), document.querySelector("#undo") ? 12000 : 5000);
});
