/* What does this phone keep? Deeds in the order in which they were made, and a few facts. */
let opening;
let isCleared = false; // signed out: nothing is written until somebody is here again

function database() {
  opening ??= new Promise((done, failed) => {
    const asked = indexedDB.open("physio", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("deeds", { keyPath: "n", autoIncrement: true });
      asked.result.createObjectStore("facts");
    };
    asked.onsuccess = () => {
      const db = asked.result;
      db.onversionchange = db.onclose = () => { db.close(); opening = undefined; };
      done(db);
    };
    asked.onerror = () => { opening = undefined; failed(asked.error); };
  });
  return opening;
}

/* "strict": it is on the disk before we say that it is kept. */
async function within(store, mode, work, durability = "relaxed") {
  if (isCleared) return undefined;
  const db = await database();
  return new Promise((done, failed) => {
    const transaction = db.transaction(store, mode, { durability });
    const asked = work(transaction.objectStore(store));
    transaction.oncomplete = () => done(asked.result);
    transaction.onabort = transaction.onerror = () => failed(transaction.error);
  });
}

const fact = (name) => within("facts", "readonly", (facts) => facts.get(name));
const setFact = (name, value) => within("facts", "readwrite", (facts) => facts.put(value, name));
const allDeeds = async () => (await within("deeds", "readonly", (deeds) => deeds.getAll())) ?? [];
const putDeed = (deed) => within("deeds", "readwrite", (deeds) => deeds.put(deed), "strict");
const dropDeed = (n) => within("deeds", "readwrite", (deeds) => deeds.delete(n));

async function deedsOf(who) {
  return (await allDeeds()).filter((deed) => deed.who === who);
}

/* The list of what to keep, while it belongs to the person who is here. */
async function keptNow() {
  const [who, kept] = await Promise.all([fact("who"), fact("kept")]);
  return kept && kept.who === who ? kept : null;
}

const cacheOf = (who) => `kept.${who}`;
const SITE = "site"; // styles, scripts and icons: the same for everybody

async function clearAll() {
  isCleared = true;
  (await opening)?.close();
  opening = undefined;
  await new Promise((done) => {
    const asked = indexedDB.deleteDatabase("physio");
    asked.onsuccess = asked.onerror = asked.onblocked = done;
  });
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await self.registration.unregister();
}
