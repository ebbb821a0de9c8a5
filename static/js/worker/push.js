/* A note from the server: it says only that there is a reminder, and a tap opens the page. */
self.addEventListener("push", (event) => {
  const { title, body, tag, url } = event.data?.json() ?? {};
  if (title) event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data?.url ?? AT.today));
});

async function show(address) {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin) return undefined;
  const open = await clients.matchAll({ type: "window" });
  const window = open.find((client) => new URL(client.url).pathname === url.pathname);
  return window ? window.focus() : clients.openWindow(url);
}

/* The browser has given this phone another address for notes: the server is told, now or later. */
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(signUpAgain(event)));

async function signUpAgain({ oldSubscription, newSubscription }) {
  const before = oldSubscription ? { was: oldSubscription.endpoint, key: oldSubscription.options.applicationServerKey } : await fact("device");
  if (!before?.was) return;
  const device = newSubscription ?? await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: before.key });
  const { endpoint, keys } = device.toJSON();
  await setFact("newDevice", { endpoint, ...keys, was: before.was });
  await tellDevice();
}

async function tellDevice() {
  const device = await fact("newDevice");
  const allowed = device && await pass();
  if (!allowed?.token) return;
  const headers = { Accept: "application/json", "X-CSRFToken": allowed.token };
  const answer = await fetch(AT.device, { method: "POST", headers, body: new URLSearchParams(device), redirect: "manual" }).catch(() => null);
  if (answer?.ok || answer?.status === 422) await setFact("newDevice", null);
}

/* Known for the day on which the browser changes it without saying what it was. */
async function noteDevice() {
  const device = await self.registration.pushManager?.getSubscription().catch(() => null);
  if (device) await setFact("device", { was: device.endpoint, key: device.options.applicationServerKey });
  await tellDevice();
}
