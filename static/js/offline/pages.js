/* What do the other pages look like with everything that was done on this phone? An exercise, its
   skip and what follows it, how it went, and the messages. */
const codeIn = (path) => path.split("?")[0].split("/").at(-2);
const element = (name, properties, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};

export function layPage(deeds, waits, data, kept) {
  const { pathname } = location;
  const { at } = data;
  if (pathname === at.messages) return layThread(deeds, waits, data, kept);
  if (kept && pathname === at.finish) return layFinish(deeds, data, kept);
  if (kept && pathname.startsWith(at.skip) && pathname.endsWith("/hurts/")) return layNext(deeds, data, kept);
  return layExercise(deeds, waits, data, kept);
}

/* The slots of an exercise that have their answer, and whether it was done. */
function takenIn(row, code, on, deeds) {
  const taken = new Map((row?.taken ?? []).map((slot) => [slot, { isDone: !row.skipped?.includes(slot) }]));
  for (const deed of deeds) {
    const fields = new URLSearchParams(deed.body);
    if (deed.kind === "untick") taken.forEach(({ id }, slot) => id === codeIn(deed.path) && taken.delete(slot));
    else if (["tick", "skip"].includes(deed.kind) && deed.on === on && codeIn(deed.path) === code) {
      taken.set(Number(fields.get("slot")), { id: fields.get("tick_id"), isDone: deed.kind === "tick" });
    }
  }
  return taken;
}

/* An exercise, or why it is skipped --------------------------------------------------------- */
function layExercise(deeds, waits, { days, at, words }, kept) {
  const form = document.querySelector(".action-bar form[data-tick], main form[data-tick]");
  if (!form) return;
  const code = codeIn(new URL(form.action).pathname);
  const on = form.elements.on.value;
  const row = days?.[on]?.find((each) => each.code === code);
  const taken = takenIn(kept && row, code, on, deeds);
  if (!taken.size) return;
  let slot = 1;
  while (taken.has(slot)) slot += 1;
  form.elements.slot.value = slot;
  if (!row || slot <= (row.slots || slot)) return;
  const isWaiting = deeds.some((deed) => waits.has(deed.n) && codeIn(deed.path) === code);
  const told = element("p", { className: "waits", textContent: isWaiting ? `${words.done}: ${words.waits}` : words.done });
  const link = element("a", { className: "btn btn-primary btn-lg", href: at.today, textContent: words.back });
  const bar = form.closest(".action-bar");
  if (!bar) return form.replaceWith(told, link);
  form.closest(".btn-row").replaceChildren(link);
  bar.prepend(told);
}

/* After "it hurts": the next one that is open, as this phone knows it. */
function layNext(deeds, { days, at, words }, on) {
  const link = document.querySelector(".action-bar a");
  const open = days?.[on]?.find((row) => row.slots > takenIn(row, row.code, on, deeds).size);
  const isSaid = deeds.some(({ kind, on: day }) => kind === "finish" && day === on);
  const day = location.search.includes("day=") ? `?day=${on}` : "";
  link.textContent = open ? words.next : isSaid ? words.back : words.finish;
  link.href = open ? `${at.exercise}${open.code}/${day}` : isSaid ? at.today : at.finish + day;
}

/* How it went ------------------------------------------------------------------------------- */
function layFinish(deeds, { days, words }, on) {
  const due = (days?.[on] ?? []).filter(({ slots }) => slots);
  const sum = (of) => due.reduce((all, row) => all + of(row), 0);
  const doneOf = (row) => [...takenIn(row, row.code, on, deeds).values()].filter(({ isDone }) => isDone).length;
  const line = document.querySelector("main .lead-line");
  line.hidden = !due.length;
  line.textContent = words.count.replace("{done}", sum((row) => Math.min(row.slots, doneOf(row)))).replace("{due}", sum(({ slots }) => slots));
  const said = deeds.filter(({ kind, on: day }) => kind === "finish" && day === on).at(-1);
  const form = document.getElementById("finish");
  for (const [name, value] of new URLSearchParams(said?.body)) if (form.elements[name]) form.elements[name].value = value;
}

/* Messages ---------------------------------------------------------------------------------- */
/* Those that the page of the server does not have yet. */
function layThread(deeds, waits, { words }, kept) {
  for (const bubble of document.querySelectorAll("[data-deed]")) if (!waits.has(Number(bubble.dataset.deed))) bubble.querySelector(".js-waits")?.remove();
  for (const deed of deeds.filter(({ kind, n }) => kind === "messages" && (kept || waits.has(n)))) bubbleOf(deed, waits.has(deed.n), words);
}

function bubbleOf(deed, isWaiting, words) {
  if (document.querySelector(`[data-deed="${deed.n}"]`)) return;
  const at = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(deed.at);
  const text = element("p", { className: "bubble-text", textContent: new URLSearchParams(deed.body).get("text") });
  const told = element("small", {}, `${words.you}, ${at}`);
  if (isWaiting) told.append(element("span", { className: "js-waits", textContent: ` · ${words.waits}` }));
  const bubble = element("li", { className: "bubble bubble-own" }, text, told);
  bubble.dataset.deed = deed.n;
  thread().append(bubble);
}

function thread() {
  const here = document.querySelector("ol.thread");
  if (here) return here;
  const made = element("ol", { className: "thread" });
  document.querySelector("main .empty")?.replaceWith(made);
  if (!made.isConnected) document.getElementById("write").before(made);
  return made;
}
