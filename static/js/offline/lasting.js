/* What waits on this phone must not be swept away when it is full. Browsers decide by themselves or
   ask the person; we ask for it once, when there is something to lose. */
const NAME = "asked-to-last";

async function askToLast() {
  if (!navigator.storage?.persist || localStorage.getItem(NAME)) return;
  localStorage.setItem(NAME, "1");
  if (!await navigator.storage.persisted()) await navigator.storage.persist();
}

askToLast().catch(() => undefined); // kept all the same, as long as the browser has room
