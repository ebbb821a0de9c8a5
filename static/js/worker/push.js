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
