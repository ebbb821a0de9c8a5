/* What does a page look like with everything that was done on this phone? What waits is laid over
   the page as it was kept, in the order in which it was done. */
const codeIn = (path) => path.split("?")[0].split("/").at(-2);
const rows = new Map(); // row → what is known of it
let words;
let at;
let hasChanged = false;

export async function lay(data, open, kept) {
  ({ words, at } = data);
  if (!words) return;
  const head = document.getElementById("day-head");
  if (data.isFresh && head && (hasChanged || kept)) return anew();
  const waits = new Set(open.map(({ n }) => n));
  const mine = data.deeds.filter(({ state, n }) => state === "sent" || waits.has(n));
  if (head) return layDay(head, mine, waits);
  return (await import("./pages.js")).layPage(mine, waits, data, kept);
}

/* A day ------------------------------------------------------------------------------------ */
function layDay(head, deeds, waits) {
  const on = head.dataset.on;
  for (const deed of deeds) {
    const row = deed.kind === "untick" ? rowOfTick(codeIn(deed.path)) : deed.on === on && rowOf(codeIn(deed.path));
    if (!row) continue;
    const fields = new URLSearchParams(deed.body);
    if (deed.kind === "untick") takeBack(row, codeIn(deed.path));
    else if (["tick", "skip"].includes(deed.kind)) answer(row, deed, fields, waits.has(deed.n));
  }
  if (hasChanged) count(head);
  laySaid(head, deeds.filter((deed) => deed.on === on), told(deeds, "finish", dayBefore(on), "pain_after"));
}

/* What was said ---------------------------------------------------------------------------- */
function dayBefore(on) {
  const noon = new Date(`${on}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() - 1);
  return noon.toISOString().slice(0, 10);
}

/* The score that was given last; undefined where nothing was said, "" where no score was given. */
function told(deeds, kind, on, field) {
  const said = deeds.filter((deed) => deed.kind === kind && deed.on === on).at(-1);
  return said && (new URLSearchParams(said.body).get(field) ?? "");
}

/* What was answered is not asked again; the morning after is asked about once there is a score. */
function laySaid(head, deeds, scoreBefore) {
  const { on } = head.dataset;
  const morning = document.querySelector("[aria-labelledby=morning]");
  if (morning && told(deeds, "morning", on, "pain_next_morning")) morning.hidden = true;
  else if (morning?.hidden && scoreBefore) ask(morning, scoreBefore);
  const before = askBefore();
  const scoreNow = told(deeds, "painBefore", on, "pain_before");
  if (before && scoreNow) {
    before.querySelector("summary").firstChild.textContent = words.said_before.replace("{score}", scoreNow);
    before.open = false;
  }
  const after = told(deeds, "finish", on, "pain_after");
  if (after !== undefined) closeDay(head, after);
}

const askBefore = () => document.querySelector(`form[action="${at.painBefore}"]`)?.closest("details");

function ask(morning, score) {
  const line = morning.querySelector(".lead-line");
  line.textContent = line.textContent.replace("{score}", score);
  morning.hidden = false;
}

/* How it went is said: with its score, and a way to change it. */
function closeDay(head, score) {
  const bar = document.getElementById("day-next");
  if (bar?.querySelector(`a[href^="${at.finish}"]`)) bar.hidden = true;
  if (!score) return;
  const line = document.querySelector(`main p:has(a[href^="${at.finish}"])`) ?? document.createElement("p");
  const change = Object.assign(document.createElement("a"), { href: `${at.finish}?day=${head.dataset.on}`, textContent: words.change });
  line.replaceChildren(words.said_after.replace("{score}", score), " ", change);
  if (!line.isConnected) head.after(line);
}

/* Its exercises ---------------------------------------------------------------------------- */

function known(row) {
  if (rows.has(row) && row.isConnected) return rows.get(row);
  const form = row.querySelector("[data-tick]");
  const undo = row.querySelector("form[action*='/untick/']");
  const slots = Number(row.dataset.slots);
  const slot = form ? Number(form.elements.slot.value) : slots + 1;
  const state = { slots, slot, code: codeIn(new URL(row.querySelector(".exercise-name").href).pathname), last: undo ? codeIn(undo.getAttribute("action")) : "", applied: new Set(), state: row.dataset.state };
  rows.set(row, state);
  return state;
}

const allRows = () => [...document.querySelectorAll("li.exercise")];
const rowOf = (code) => allRows().find((row) => known(row).code === code);
const rowOfTick = (id) => allRows().find((row) => known(row).last === id || known(row).applied.has(id));

function answer(row, deed, fields, isWaiting) {
  const state = known(row);
  const id = fields.get("tick_id");
  if (state.applied.has(id) || Number(fields.get("slot")) !== state.slot) return;
  state.applied.add(id);
  state.last = id;
  state.slot += 1;
  state.state = state.slots && state.slot > state.slots ? (deed.kind === "skip" ? "skipped" : "done") : "due";
  draw(row, state, isWaiting);
}

function takeBack(row, id) {
  const state = known(row);
  const name = `undone ${id}`;
  if (state.applied.has(name) || state.last !== id) return;
  state.applied.add(name);
  state.last = "";
  state.slot = Math.max(1, state.slot - 1);
  state.state = "due";
  draw(row, state, false);
}

function draw(row, state, isWaiting) {
  hasChanged = true;
  row.dataset.state = state.state;
  row.classList.toggle("is-waiting", isWaiting);
  const isOpen = state.state === "due";
  const button = row.querySelector(".tick");
  const form = button.closest("form").cloneNode(true); // without what htmx knows of it
  for (const name of ["hx-post", "hx-target", "hx-swap"]) form.removeAttribute(name);
  form.setAttribute("action", isOpen ? `${at.tick}${state.code}/` : `${at.untick}${state.last}/`);
  form.dataset.kept = "";
  fill(form, isOpen, state, row);
  const tick = form.querySelector(".tick");
  tick.setAttribute("aria-pressed", String(state.state === "done"));
  tick.classList.toggle("tick-skipped", state.state === "skipped");
  const hadFocus = button === document.activeElement;
  button.closest("form").replaceWith(form);
  if (hadFocus) form.querySelector(".tick").focus();
  note(row, isWaiting);
}

function fill(form, isOpen, state, row) {
  const values = isOpen ? { tick_id: crypto.randomUUID(), on: document.getElementById("day-head").dataset.on, slot: state.slot, ticked_at: "", zone: "" } : {};
  form.toggleAttribute("data-tick", isOpen);
  for (const name of ["tick_id", "on", "slot", "ticked_at", "zone"]) {
    form.elements[name]?.remove();
    if (!isOpen) continue;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value: values[name] }));
  }
  const name = row.querySelector(".exercise-name").textContent;
  const told = form.querySelector(".visually-hidden");
  const outcome = state.state === "skipped" ? words.skip : words.tick;
  if (told) told.textContent = outcome.replace("{name}", name);
}

function note(row, isWaiting) {
  row.querySelector(".js-waits")?.remove();
  if (!isWaiting) return;
  const chip = Object.assign(document.createElement("span"), { className: "chip tone-quiet js-waits", textContent: words.waits });
  row.querySelector(".chips")?.append(chip);
}

function count(head) {
  const due = allRows().filter((row) => known(row).slots > 0);
  const sum = (of) => due.reduce((all, row) => all + of(known(row)), 0);
  const all = sum(({ slots }) => slots);
  const done = sum(({ state, slot, slots }) => (state === "skipped" ? 0 : Math.min(slot - 1, slots)));
  const told = head.querySelector("p");
  if (!all || !told) return;
  told.textContent = words.count.replace("{done}", done).replace("{due}", all);
  askBefore()?.toggleAttribute("hidden", done > 0);
  ring(head.querySelector(".ring"), done / all);
  const bar = document.getElementById("day-next");
  if (bar && due.every((row) => known(row).state !== "due")) goOn(bar, head.dataset.on);
}

function ring(drawing, part) {
  if (!drawing) return;
  let arc = drawing.querySelector(".ring-done");
  if (!arc) {
    arc = drawing.querySelector("circle").cloneNode();
    arc.classList.add("ring-done");
    arc.setAttribute("pathLength", "100");
    drawing.append(arc);
  }
  arc.setAttribute("stroke-dasharray", `${Math.round(part * 100)} 100`);
}

function goOn(bar, on) {
  const link = Object.assign(document.createElement("a"), { className: "btn btn-primary btn-lg btn-wide", href: `${at.finish}?day=${on}`, textContent: words.finish });
  bar.replaceChildren(link);
  bar.hidden = false;
}

/* A form that was drawn here is sent without leaving the page. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-kept]")) return;
  event.preventDefault();
  fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } })
    .then(() => navigator.serviceWorker.controller.postMessage({ ask: "here", who: document.body.dataset.who }));
});

/* The server's own page again, once everything was sent. */
async function anew() {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!response?.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const focused = document.activeElement?.id;
  const status = document.querySelector("main > [role=status]:not([id])");
  for (const place of ["main", ".dock"]) {
    const here = document.querySelector(place);
    here.replaceChildren(...fresh.querySelector(place).children);
    if (place === "main" && status) here.prepend(status);
    window.htmx?.process(here);
  }
  rows.clear();
  hasChanged = false;
  delete document.body.dataset.kept;
  if (focused) document.getElementById(focused)?.focus();
}
