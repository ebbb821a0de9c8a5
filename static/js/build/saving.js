/* What was typed is saved when the field is left, and never lost when its row is drawn anew. */
const sent = new WeakMap();

const fieldsIn = (place) => place.querySelectorAll("input[type=text], input:not([type]), input[type=number]");

/* A field that changed sends its form; Enter does so by itself a moment later, with nothing new. */
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-saves]");
  if (form && event.target.matches("[name=dose_text], [name=note], [name=name], [name=promised_minutes]")) form.requestSubmit();
});

document.addEventListener("submit", (event) => {
  if (event.target.matches("#add-form, #many-form") && event.submitter?.hasAttribute("hx-post")) event.preventDefault();
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest?.("form[data-saves]");
  if (!form || event.target !== form) return;
  const said = JSON.stringify([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
  if (sent.get(form) === said) event.preventDefault();
  else sent.set(form, said);
});

/* A refusal brings its own words: a conflict, a dose that was not understood. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

/* Fields that were typed in and not sent keep their words; the field in hand keeps the caret. */
let kept = [];
let inHand = null;

function noteWhatIsTyped(place, sender) {
  for (const field of fieldsIn(place)) {
    if (field.id && field.value !== field.defaultValue && field.form !== sender) kept.push([field.id, field.value]);
  }
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const field = document.activeElement;
  inHand = field && field !== document.body && field.id ? { id: field.id, at: field.selectionStart ?? null, row: field.closest("[data-row]")?.id } : inHand;
  kept = [];
  noteWhatIsTyped(document.querySelector("#plan"), event.detail.requestConfig?.elt.closest("form[data-saves]"));
});

/* Typing that went on while the answer was on its way counts as well. */
document.addEventListener("htmx:beforeSend", (event) => {
  const form = event.target.closest?.("form[data-saves]");
  if (form === event.target) for (const field of fieldsIn(form)) field.dataset.sent = field.value;
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig?.elt;
  if (!form?.matches?.("form[data-saves]")) return;
  for (const field of fieldsIn(form)) if (field.id && field.dataset.sent !== undefined && field.value !== field.dataset.sent) kept.push([field.id, field.value]);
});

document.addEventListener("htmx:afterSettle", () => {
  for (const [id, value] of kept) {
    const field = document.getElementById(id);
    if (field) field.value = value;
  }
  kept = [];
  if (!inHand || (document.activeElement && document.activeElement !== document.body)) return;
  const again = document.getElementById(inHand.id) ?? document.getElementById(inHand.row ?? "") ?? document.getElementById(document.querySelector("#said")?.dataset.at ?? "");
  again?.focus({ preventScroll: false });
  if (again && inHand.at !== null && again.type === "text") again.setSelectionRange?.(inHand.at, inHand.at);
});

/* The words on what was done go away by themselves; with an undo they stay longer. */
let going;
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target.id !== "said") return;
  clearTimeout(going);
  const place = document.querySelector("#said");
  going = setTimeout(() => place.replaceChildren(), place.querySelector("#undo") ? 12000 : 5000);
});
