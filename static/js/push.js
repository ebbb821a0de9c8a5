/* Does this phone show our notes? It asks only after a tap, and only where it can work. */
const holder = document.querySelector("[data-push]");
const button = holder.querySelector("button");
const status = holder.querySelector("[role=status]");
const say = (what) => { status.textContent = status.dataset[what]; };

function bytes(words) {
  const plain = atob(words.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

async function signUp() {
  if (await Notification.requestPermission() !== "granted") return "blocked";
  await navigator.serviceWorker.register(holder.dataset.worker, { updateViaCache: "none" });
  const worker = await navigator.serviceWorker.ready;
  const held = await worker.pushManager.getSubscription();
  const device = held || await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(holder.dataset.push) });
  const { endpoint, keys } = device.toJSON();
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(holder.dataset.address, { method: "POST", headers: { "X-CSRFToken": token }, body: new URLSearchParams({ endpoint, ...keys }) });
  return answer.ok ? "done" : "failed";
}

if ("PushManager" in window && "serviceWorker" in navigator) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const outcome = await signUp().catch(() => "failed");
    say(outcome);
    button.disabled = false;
    button.hidden = outcome === "done";
  });
}
