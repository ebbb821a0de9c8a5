/* What was typed is saved when its field is left, one deed after the other, and never lost. */
const TYPED = "input[name=dose_text], input[name=note], input[name=name], input[name=promised_minutes]";
const isTyped = (field) => field?.matches?.(TYPED) && field.form?.hasAttribute("data-saves");
const isUnsaved = (field) => field.value !== field.defaultValue;

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
  if (!form.closest(".builder") || form.hasAttribute("hx-post") || form.method !== "post" || event.defaultPrevented || !running) return;
  event.preventDefault();
  whenIdle.push(() => form.requestSubmit(event.submitter));
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !running || event.defaultPrevented || link.target || link.hasAttribute("hx-get") || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  whenIdle.push(() => location.assign(link.href));
});

/* ---------- A field that is left with new words sends its form; Enter does at once ---------- */
document.addEventListener("focusout", (event) => {
  if (isTyped(event.target) && isUnsaved(event.target)) event.target.form.requestSubmit();
});

document.addEventListener("htmx:beforeSend", (event) => {
  const form = event.target;
  if (form.matches?.("form[data-saves]")) for (const field of form.elements) if (isTyped(field)) field.dataset.sent = field.value;
});

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
    const isAnswered = field.form === sender && field.value === field.dataset.sent;
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
    if (isTyped(field) && isUnsaved(field) && field !== document.activeElement && !waiting.some(({ elt }) => elt.id === field.form.id)) field.form.requestSubmit();
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
