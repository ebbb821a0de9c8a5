/* What is shown, and from where? The network first, and without it what this phone has kept. */
const SLOW = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(clients.claim()));
self.addEventListener("sync", (event) => event.waitUntil(sendAll().then((isDone) => isDone || Promise.reject(new Error("waits")))));
self.addEventListener("message", (event) => event.waitUntil(heard(event.data, event.source)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && kindOf(url.pathname)) event.respondWith(take(event));
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && isOurs(url.pathname)) event.respondWith(page(request, url));
  else if (isAsset(url.pathname)) event.respondWith(asset(request, url));
});

/* Sign-in and the editing pages are never touched. */
const isOurs = (path) => !path.startsWith("/accounts/") && !path.startsWith("/admin/");

async function page(request, url) {
  const kept = await keptNow().catch(() => null);
  if (!kept) return fetch(request);
  const network = fetch(request).catch(() => null);
  // Whoever comes from the sign-in page waits: it may be somebody else by now.
  const first = await Promise.race([network, ...(await fact("isAtTheDoor") ? [] : [delay(SLOW)])]);
  if (first && first.status < 500) {
    await noteWho(first.headers.get("X-Who"), kept.who);
    return first;
  }
  return await keptPage(kept, url) ?? (await network) ?? await keptPage(kept, new URL(AT.away, url)) ?? Response.error();
}

/* Somebody else is signed in by now: they see nothing of what was kept before. */
async function noteWho(here, who) {
  if (here) await setFact("isAtTheDoor", false);
  if (!here || here === who) return;
  await setFact("who", here);
  await forgetOthers(here);
}

async function keptPage(kept, url) {
  const { who, zone } = kept;
  const today = localDay(zone);
  const cache = await caches.open(cacheOf(who));
  const { pathname: path, searchParams } = url;
  let on = searchParams.get("day") || today;
  let found;
  if (path === AT.home || path === AT.today) found = await cache.match(`${AT.today}?ahead=${on = today}`);
  else if (path.startsWith(AT.day)) found = await cache.match(`${AT.today}?ahead=${on = path.slice(AT.day.length, -1)}`) ?? await cache.match(path);
  else if (path === AT.guided) found = await keptSession(cache, today, searchParams.get("minutes"));
  else if (path === AT.finished) return keptAnswer(kept, url, on);
  else if (path.startsWith(AT.answer)) found = await cache.match(path) ?? await cache.match(AT.help);
  else found = await cache.match(path, { ignoreSearch: path === AT.finish || [AT.exercise, AT.skip].some((place) => path.startsWith(place)) });
  if (!found) return null;
  let text = filledIn(await found.text(), on);
  if (on !== today) text = text.replaceAll(new RegExp(`href="(${AT.skip}[^"/]+/)"`, "g"), `href="$1?day=${on}"`);
  if (path.startsWith(AT.answer)) text = text.replaceAll("{score}", numberIn(searchParams)).replaceAll('?day="', `?day=${on}"`);
  return new Response(text, { headers: found.headers });
}

const numberIn = (asked) => asked.get("score")?.match(/^\d+$/)?.[0] ?? "";

/* The day on which it is shown; and a message has a name of its own each time. */
function filledIn(text, on) {
  return text
    .replaceAll(/name="on" value="[\d-]+"/g, `name="on" value="${on}"`)
    .replaceAll(/name="message_id" value="[^"]+"/g, () => `name="message_id" value="${crypto.randomUUID()}"`)
    .replace("<body ", `<body data-kept="${on}" `);
}

/* The words for a score that was given on this phone: the server's page for it is not here. */
async function keptAnswer(kept, url, on) {
  const moment = url.searchParams.get("of") ?? "after";
  const said = (await deedsOf(kept.who)).filter((deed) => deed.on === (moment === "morning" ? daysAfter(on, 1) : on) && MOMENTS[deed.kind]?.[0] === moment);
  const address = said.length && answerTo(said.at(-1), kept);
  return address ? keptPage(kept, new URL(address, url)) : null;
}

async function keptSession(cache, on, minutes) {
  const whole = `${AT.guided}?ahead=${on}`;
  return (minutes && await cache.match(`${whole}&minutes=${minutes}`)) || cache.match(whole);
}

async function asset(request, url) {
  const path = url.pathname + url.search;
  const who = await fact("who").catch(() => null);
  if (!who) return fetch(request);
  const cache = await placeOf(path, who);
  const here = await cache.match(path);
  if (here && isForever(path)) return here;
  const response = await fetch(request).catch(() => null);
  return response ?? here ?? Response.error();
}

/* What a page asks: who is here; send; keep; forget a refusal; clear the phone. */
async function heard({ ask, who, n }, source) {
  if (ask === "clear") return clearAll();
  if (who) isCleared = false;
  if (ask === "forget") await dropDeed(n);
  if (!who) await setFact("isAtTheDoor", true);
  if (who && who !== await fact("who")) {
    await setFact("who", who);
    await forgetOthers(who);
  }
  if (ask === "keep") await keep();
  if (ask === "send") return sendAll();
  return tell({}, ask === "here" ? source : null);
}
