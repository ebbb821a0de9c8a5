/* Which pages are on this phone? Those of the list, fetched one by one when they have changed,
   each with the styles, scripts, figures and pictures that it names. */
const FOUND = /["'(](\/[^"'()\s<>\\#]+)/g;
const NEIGHBOUR = /(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;

async function keep() {
  return navigator.locks.request("keep", keepInTurn);
}

/* True if everything on the list is here in its newest version. */
async function keepInTurn() {
  const startedAt = Date.now();
  const list = await listNow();
  if (!list || isCleared) return false;
  const { pages, ...kept } = list;
  const { who } = kept;
  await setFact("who", who);
  await setFact("kept", kept);
  await noteDevice();
  await forgetOthers(who);
  const cache = await caches.open(cacheOf(who));
  const digests = (await fact(`digests.${who}`)) ?? {};
  const now = {};
  for (const [address, digest] of pages) {
    const isHere = digest && digests[address] === digest && await cache.match(address);
    if (!isHere && !(await keepPage(cache, address, who))) return false;
    now[address] = digest;
    await setFact(`digests.${who}`, { ...digests, ...now });
  }
  await setFact(`digests.${who}`, now);
  await forgetUnused(cache, pages.map(([address]) => address));
  await forgetSent(who, startedAt);
  await setFact("keptFor", who);
  return true;
}

async function listNow() {
  const response = await fetch(AT.keep, { headers: { Accept: "application/json" }, redirect: "manual" }).catch(() => null);
  if (response?.status === 401) await setFact("signedOut", true);
  if (!response?.ok) return null;
  await setFact("signedOut", false);
  return response.json();
}

/* False if the network went away, or somebody else is signed in by now. */
async function keepPage(cache, address, who) {
  const response = await fetch(address, { headers: { Accept: "text/html", "X-Keep": "1" }, redirect: "manual" }).catch(() => null);
  if (!response) return false;
  if (response.status >= 500) return false;
  if (!response.ok) return true; // gone, or moved, since the list was made
  const text = await response.text();
  if (!text.includes(`data-who="${who}"`)) return false;
  for (const asset of assetsIn(text)) await keepAsset(asset, who);
  if (isCleared) return false;
  await cache.put(address, new Response(text, { headers: response.headers }));
  return true;
}

function assetsIn(text) {
  const plain = text.replaceAll("&amp;", "&").replaceAll("\\u0026", "&");
  return new Set([...plain.matchAll(FOUND)].map(([, path]) => path).filter(isAsset));
}

const isAsset = (path) => [AT.static, AT.figures, AT.pictures].some((place) => path.startsWith(place));
const placeOf = (path, who) => caches.open(path.startsWith(AT.static) ? SITE : cacheOf(who));
const isForever = (path) => !path.startsWith(AT.static) || /\.[0-9a-f]{12}\./.test(path);

async function keepAsset(path, who) {
  if (isCleared) return;
  const cache = await placeOf(path, who);
  const here = await cache.match(path);
  if (here && (isForever(path) || seen.has(path))) return;
  seen.add(path);
  const response = await fetch(path).catch(() => null);
  if (!response?.ok) return;
  const copy = response.clone();
  await cache.put(path, response);
  if (!/\.js$/.test(path)) return;
  for (const [, neighbour] of (await copy.text()).matchAll(NEIGHBOUR)) {
    await keepAsset(new URL(neighbour, new URL(path, location.origin)).pathname, who);
  }
}
const seen = new Set(); // without hashed names a file is fetched once in the life of this worker

async function forgetOthers(who) {
  const others = (await caches.keys()).filter((name) => name.startsWith("kept.") && name !== cacheOf(who));
  await Promise.all(others.map((name) => caches.delete(name)));
}

/* Pages of days gone by, and figures that no page names any more. */
async function forgetUnused(cache, addresses) {
  const wanted = new Set(addresses);
  for (const address of addresses) {
    const page = await cache.match(address);
    if (page) for (const asset of assetsIn(await page.text())) wanted.add(asset);
  }
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url);
    if (!wanted.has(pathname + search)) await cache.delete(request);
  }
}

/* The pages show by now what was sent before they were fetched. */
async function forgetSent(who, startedAt) {
  const sent = (await deedsOf(who)).filter((deed) => deed.state === "sent" && deed.sentAt < startedAt);
  for (const { n } of sent) await dropDeed(n);
}
