/* What does every page of a patient do? It says when and where a tick was made, has the next days
   kept on the phone, and shows what still waits to be sent. What is rarely needed comes later. */
const { who, kept, noSignal } = document.body.dataset;
const phone = window.isSecureContext ? navigator.serviceWorker : null;
const main = document.querySelector("main");
const said = document.createElement("div");
said.setAttribute("role", "status");
if (!document.getElementById("guide")) main.prepend(said);
let waiting = 0;
let isShown = false;
let words = {};
let tries = 0;
let timer;

/* The fixed bars cover nothing: the page ends above them, however many lines they take. */
const dock = document.querySelector(".dock");
function measure() {
  const bars = [dock, dock.querySelector(".action-bar")];
  const fixed = bars.find((bar) => bar && getComputedStyle(bar).position === "fixed" && bar.offsetHeight);
  document.documentElement.style.setProperty("--dock", `${fixed?.offsetHeight ?? 0}px`);
}
if (dock) {
  measure();
  addEventListener("resize", measure);
  new MutationObserver(measure).observe(dock, { childList: true, subtree: true, attributes: true });
}

/* A page that is shown again must not send the name of a tick that was used before. */
if (phone) {
  for (const field of document.querySelectorAll("[data-tick] [name=tick_id], [data-tick] [name=batch]")) field.value = crypto.randomUUID();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-tick]")) {
    form.elements.ticked_at.value = new Date().toISOString();
    form.elements.zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  }
  if (form.action.endsWith("/accounts/logout/")) signOut(event);
}, true);

/* Nothing stays on the phone; what was not sent is asked about first. */
function signOut(event) {
  if (waiting && !confirm(words.sign_out.replace("{count}", waiting))) return event.preventDefault();
  try { localStorage.clear(); } catch { /* nothing was kept */ }
  return ask("clear");
}

function notSaved() {
  const alert = document.createElement("p");
  alert.className = "callout tone-amber";
  alert.setAttribute("role", "alert");
  alert.textContent = noSignal;
  said.replaceChildren(alert);
  alert.scrollIntoView({ block: "center" });
}

document.addEventListener("htmx:sendError", notSaved);
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  // Signed out meanwhile: the answer is another page, which must not land in a row.
  const answered = new URL(xhr.responseURL || location.href, location.href);
  if (answered.pathname === new URL(requestConfig.path, location.href).pathname) return;
  event.detail.shouldSwap = false;
  location.assign(answered);
});
document.addEventListener("htmx:responseError", () => location.reload());

/* The worker ------------------------------------------------------------------------------- */
async function ask(what, more = {}) {
  const { active } = await phone.ready;
  active?.postMessage({ ask: what, who, ...more });
}

async function hear({ data }) {
  if (who && data.who !== who) return;
  words = data.words ?? words;
  const open = data.deeds.filter(({ state, at }) => state === "waiting" || (state === "live" && Date.now() - at > 600));
  const before = waiting;
  waiting = open.length;
  if (waiting && !before) import("./offline/lasting.js");
  if (isShown || waiting || kept || data.deeds.length) {
    isShown = true;
    const { show } = await import("./offline/waiting.js");
    show({ ...data, open, before, kept, said, isAtTheDoor: !who, ask });
  }
  if (who && (data.isFresh || kept || data.deeds.length)) (await import("./offline/overlay.js")).lay(data, open, kept);
  later();
}

/* While something waits and the page is open, it is tried again, more and more rarely. */
function later() {
  clearTimeout(timer);
  if (!waiting) tries = 0;
  else timer = setTimeout(again, Math.min(3000 * 2 ** tries, 300000));
}

function again() {
  tries += 1;
  ask("send");
  later();
}

if (phone) {
  phone.addEventListener("message", hear);
  phone.startMessages();
  if (phone.controller) ask("here").then(() => ask("send"));
  addEventListener("online", () => {
    tries = 0;
    ask("send");
    later();
  });
  document.addEventListener("visibilitychange", () => document.hidden || (phone.controller && ask("send")));
  // After everything that the page itself needs.
  if (who) addEventListener("load", () => setTimeout(begin, 1500));
}

async function begin() {
  await phone.register("/sw.js", { updateViaCache: "none" });
  await ask("keep");
}
