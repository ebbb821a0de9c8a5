/* How does a deed reach the server, once? Each is written down before it is sent, and sent in
   order, one at a time, until it is answered. What it is called never changes, so that the server
   knows it again. */
const KINDS = ["tick", "untick", "skip", "allDone", "finish", "painBefore", "morning", "messages"];
const WAITS = ["live", "waiting"];
const PATIENCE = 6000;
const SOON = 2000;
const SLOW_TAP = 700;
const REST = 5000; // after a failure the next deeds are kept without waiting for the network
const MOST_BREAKS = 5;
const MOMENTS = { finish: ["after", "pain_after"], painBefore: ["before", "pain_before"], morning: ["morning", "pain_next_morning"] };
const OUTCOMES = { tick: "tick", untick: "untick", skip: "skip", messages: "message" };
let restUntil = 0;

function kindOf(path) {
  return KINDS.find((kind) => (AT[kind].endsWith("ick/") || kind === "skip" ? path.startsWith(AT[kind]) : path === AT[kind]));
}

/* What was sent, as we keep it; null for what cannot wait, such as a picture. */
async function deedOf(request) {
  const kept = await keptNow();
  if (!kept) return null;
  const { pathname, search, searchParams } = new URL(request.url);
  const fields = new URLSearchParams();
  for (const [name, value] of await request.clone().formData()) {
    if (typeof value === "string") fields.append(name, value);
    else if (value.size) return null;
  }
  const token = fields.get("csrfmiddlewaretoken");
  fields.delete("csrfmiddlewaretoken");
  if (!fields.get("ticked_at")) fields.set("ticked_at", new Date().toISOString());
  if (!fields.get("zone")) fields.set("zone", Intl.DateTimeFormat().resolvedOptions().timeZone ?? "");
  const kind = kindOf(pathname);
  const on = fields.get("on") || searchParams.get("day") || localDay(kept.zone);
  if (kind !== "untick" && kind !== "messages") fields.set("on", on);
  if (kind === "messages" && !fields.get("message_id")) fields.set("message_id", crypto.randomUUID());
  const deed = { who: kept.who, kind, path: pathname + search, body: fields.toString(), on, at: Date.now(), state: "live", breaks: 0 };
  deed.label = await labelOf(deed, kept);
  return { deed, token };
}

async function labelOf(deed, kept) {
  let code = codeIn(deed.path);
  if (deed.kind === "untick") {
    const tick = (await deedsOf(kept.who)).find((other) => fieldsOf(other).get("tick_id") === code);
    if (tick) code = codeIn(tick.path);
  }
  const row = Object.values(kept.days).flat().find((each) => each.code === code);
  const words = kept.words[OUTCOMES[deed.kind] ?? "say"];
  return words.replace("{name}", row?.name ?? "").replace(/^: /, "");
}

/* One deed on its way: {ok}, {refused}, {signedOut}, {forbidden}, {unreached} or {broken}. */
async function post(deed, token, isLive) {
  const body = fieldsOf(deed);
  if (!isLive) body.set("recorded", "offline");
  const headers = { Accept: "application/json", "X-CSRFToken": token ?? "", "X-Deed": isLive ? "live" : "late" };
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(deed.path, { method: "POST", body, headers, redirect: "manual", signal });
    if (response.type === "opaqueredirect") return { ok: true };
    if (response.ok) return { ok: true, ...(await response.json()) }; // only what was read whole counts
    if (response.status === 401) return { signedOut: true };
    if (response.status === 403) return { forbidden: true };
    if (response.status === 404) return { refused: "gone" };
    if (response.status === 500) return { broken: true };
    if (response.status > 500 || response.status === 429) return { unreached: true };
    const said = await response.json().catch(() => ({}));
    return { refused: said.words ?? "broken", isFormer: true };
  } catch {
    restUntil = Date.now() + REST;
    return { unreached: true };
  }
}

async function pass() {
  try {
    const response = await fetch(AT.token, { headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok) return await response.json();
    return response.status === 401 ? { signedOut: true } : null;
  } catch {
    return null;
  }
}

/* Everything that waits, in order; only within the lock. True if nothing waits any more. */
async function drain() {
  const who = await fact("who");
  const waiting = (await deedsOf(who)).filter((deed) => WAITS.includes(deed.state));
  if (!waiting.length) return true;
  const allowed = await pass();
  await setFact("signedOut", Boolean(allowed?.signedOut));
  if (!allowed?.token || allowed.who !== who) return false;
  for (const deed of waiting) {
    if (!(await settled(deed, await post(deed, allowed.token, false), waiting))) return false;
  }
  return true;
}

/* Writes down what became of a deed; false if it must be tried again. */
async function settled(deed, answer, waiting = []) {
  if (deed.state === "moot") return true;
  if (answer.signedOut) await setFact("signedOut", true);
  if (answer.broken) deed.breaks += 1;
  if (answer.ok) Object.assign(deed, { state: "sent", sentAt: Date.now(), next: answer.next });
  else if (answer.refused) Object.assign(deed, { state: "refused", why: answer.refused });
  else if (answer.forbidden || deed.breaks >= MOST_BREAKS) Object.assign(deed, { state: "refused", why: "broken" });
  else deed.state = "waiting";
  await putDeed(deed);
  if (deed.state === "refused") await dropUndoOf(deed, waiting);
  return deed.state !== "waiting";
}

/* What was not taken need not be taken back. */
async function dropUndoOf(deed, waiting) {
  const id = fieldsOf(deed).get("tick_id");
  for (const other of waiting.filter(({ kind, path }) => id && kind === "untick" && codeIn(path) === id)) {
    other.state = "moot";
    await dropDeed(other.n);
  }
}

const inTurn = (work) => navigator.locks.request("deeds", work);

async function sendAll() {
  const isDone = await inTurn(drain);
  const wasSent = (await allDeeds()).some((deed) => deed.state === "sent");
  await tell();
  if (wasSent && await keep()) await tell({ isFresh: true });
  return isDone;
}

/* To every page that is open: what waits, what was refused, and in which words to say so. */
async function tell(more = {}, to = null) {
  const who = await fact("who");
  const [deeds, kept, list, signedOut] = await Promise.all([deedsOf(who), keptNow(), fact("kept"), fact("signedOut")]);
  const said = { who, deeds: list ? deeds : [], signedOut, words: list?.words, at: AT, days: kept?.days, ...more };
  for (const client of to ? [to] : await clients.matchAll({ includeUncontrolled: true })) client.postMessage(said);
}

/* A POST of a page. It is answered by the server, or else kept here. */
async function take(event) {
  const { request } = event;
  const spare = request.clone();
  const made = await deedOf(request).catch(() => null);
  if (!made) return fetch(request);
  const { deed, token } = made;
  deed.n = await putDeed(deed);
  const isHopeless = !navigator.onLine || Date.now() < restUntil;
  const sending = isHopeless ? null : noLongerThan(PATIENCE, inTurn(() => sendNow(deed, token, request, spare)));
  if (sending) event.waitUntil(delay(SLOW_TAP).then(() => tell())); // shown as done while it is on its way
  const answer = await sending;
  event.waitUntil(answer ? sendSoon() : afterKeeping());
  return answer ?? keepDeed(deed, request);
}

/* A burst of taps leads to one round. */
let soon;
function sendSoon() {
  soon ??= delay(SOON).then(() => { soon = undefined; return sendAll(); });
  return soon;
}

async function afterKeeping() {
  await self.registration.sync?.register("send").catch(() => undefined);
  if (navigator.onLine) await delay(REST).then(sendSoon);
}

/* The server's own answer, or null where there was none. */
async function sendNow(deed, token, request, spare) {
  const before = (await deedsOf(deed.who)).filter((other) => WAITS.includes(other.state) && other.n < deed.n);
  if (before.length) {
    const isDone = await drain();
    await tell();
    return isDone ? goOn(request, await deedAgain(deed)) : null;
  }
  if (request.mode === "navigate") return sendPage(deed, token, request, spare);
  const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  if (!response || response.status >= 500 || response.status === 429) return null;
  const isAtTheDoor = response.status === 401 || new URL(response.url).pathname === AT.signIn;
  if (isAtTheDoor) {
    await settled(deed, { signedOut: true });
    return request.headers.get("HX-Request") ? response : null;
  }
  if (response.status === 403) return null;
  if (response.ok) await settled(deed, { ok: true });
  else await dropDeed(deed.n); // the page itself tells why
  return response;
}

async function sendPage(deed, token, request, spare) {
  const answer = await post(deed, token, true);
  if (answer.refused) {
    await dropDeed(deed.n);
    return fetch(spare); // the page with its errors
  }
  if (answer.signedOut) {
    await settled(deed, answer);
    return Response.redirect(`${AT.signIn}?next=${encodeURIComponent(AT.today)}`, 303);
  }
  if (!answer.ok) return null;
  await settled(deed, answer);
  return Response.redirect(answer.next ?? AT.today, 303);
}

async function deedAgain(deed) {
  return (await allDeeds()).find((other) => other.n === deed.n) ?? deed;
}

async function keepDeed(deed, request) {
  const now = await deedAgain(deed);
  if (now.state === "live") {
    now.state = "waiting";
    await (now.kind === "allDone" ? keepAsTicks(now) : putDeed(now));
  }
  await tell();
  return goOn(request, now);
}

/* "All done" becomes the ticks of what was open, in the versions that this phone shows. */
async function keepAsTicks(deed) {
  const kept = await keptNow();
  if (!kept.days[deed.on]) return putDeed(deed);
  const others = (await deedsOf(deed.who)).filter(({ n }) => n !== deed.n);
  for (const row of openRows(kept, deed.on, others)) {
    const body = fieldsOf(deed);
    body.delete("batch");
    body.set("tick_id", crypto.randomUUID());
    body.set("slot", nextSlot(row, deed.on, others));
    const tick = { ...deed, kind: "tick", path: `${AT.tick}${row.code}/`, body: body.toString() };
    delete tick.n;
    tick.label = await labelOf(tick, kept);
    await putDeed(tick);
  }
  return dropDeed(deed.n);
}

/* What a page sees when its deed was kept, or sent with others. */
async function goOn(request, deed) {
  if (request.headers.get("HX-Request")) return new Response(null, { status: 204 });
  if (request.mode !== "navigate") return Response.json({ status: "kept", on: deed.on, next: await afterwards(deed) }, { status: 202 });
  return Response.redirect(deed.next ?? await afterwards(deed), 303);
}

async function afterwards(deed) {
  const kept = await keptNow();
  const isToday = deed.on === localDay(kept.zone);
  const day = isToday ? "" : `?day=${deed.on}`;
  const open = openRows(kept, deed.on, await deedsOf(deed.who));
  const said = answerTo(deed, kept);
  if (said) return said;
  if (deed.kind === "messages") return AT.messages;
  if (deed.kind === "skip" && fieldsOf(deed).get("reason") === kept.hurts) return `${AT.skip}${codeIn(deed.path)}/hurts/${day}`;
  if (["tick", "skip", "allDone"].includes(deed.kind)) {
    if (!open.length) return AT.finish + day;
    if (fieldsOf(deed).get("then") === "next") return `${AT.exercise}${open[0].code}/${day}`;
  }
  return isToday ? AT.today : `${AT.day}${deed.on}/`;
}

/* What the clinic says to a score, as it is kept on this phone; nothing where no score was given. */
function answerTo(deed, kept) {
  const [moment, field] = MOMENTS[deed.kind] ?? [];
  const score = moment && fieldsOf(deed).get(field);
  const light = score && kept.lights?.[score];
  return light && `${AT.answer}${moment}/${light}/?score=${score}&day=${deed.on}`;
}

const delay = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
const noLongerThan = (milliseconds, promise) => Promise.race([promise, delay(milliseconds).then(() => null)]);
