/* What does the physio's screen show now? The phone asks every few seconds and follows. */
const EVERY_MS = 2500;
const QUIET_MS = 20 * 60 * 1000; // nothing new for so long: nobody is in the room any more
const AS_PART = { "HX-Request": "true" };

const room = document.getElementById("room");
let seen = room.innerHTML.trim();
let until = Date.now() + QUIET_MS;

async function sayHere() {
  if (!room.querySelector("[data-new]")) return;
  await fetch(room.dataset.here, {
    method: "POST", headers: { ...AS_PART, "X-CSRFToken": room.dataset.csrf }, redirect: "manual",
  });
}

async function look() {
  const answer = await fetch(room.dataset.address, { headers: AS_PART });
  if (answer.status === 401) location.assign(answer.headers.get("HX-Redirect"));
  const words = answer.ok && !answer.redirected ? (await answer.text()).trim() : seen;
  if (words === seen) return;
  seen = words;
  room.innerHTML = words;
  until = Date.now() + QUIET_MS;
}

async function follow() {
  try {
    if (!document.hidden) await look();
  } catch { /* no signal for a moment: asked again */ }
  if (Date.now() < until && !room.querySelector("[data-over]")) setTimeout(follow, EVERY_MS);
}

sayHere().catch(() => {});
if (!room.querySelector("[data-over]")) setTimeout(follow, EVERY_MS);
