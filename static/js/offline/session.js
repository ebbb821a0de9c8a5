/* What of a guided session was answered on this phone, and is not known to the page? */
const PATIENCE = 800;

function deedsHere() {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) return Promise.resolve([]);
  const { who } = document.body.dataset;
  return new Promise((done) => {
    const hear = ({ data }) => done(data.who === who ? data.deeds : []);
    navigator.serviceWorker.addEventListener("message", hear, { once: true });
    worker.postMessage({ ask: "here", who });
    setTimeout(done, PATIENCE, []);
  });
}

/* The session with what is still open alone. */
export async function withoutKept(session) {
  const answered = new Map();
  for (const { kind, path, body, on } of await deedsHere()) {
    const fields = new URLSearchParams(body);
    const code = path.split("/").at(-2);
    if (kind === "untick") answered.forEach(({ id }, place) => id === code && answered.delete(place));
    else if (on === session.on) answered.set(`${code} ${fields.get("slot")}`, { id: fields.get("tick_id"), kind });
  }
  const exercises = session.exercises.filter(({ code, slot }) => !answered.has(`${code} ${slot}`));
  const gone = session.exercises.filter((exercise) => !exercises.includes(exercise));
  const skipped = gone.filter(({ code, slot }) => answered.get(`${code} ${slot}`).kind === "skip");
  return {
    ...session,
    exercises,
    answered: session.answered + gone.length,
    skipped: (session.skipped ?? 0) + skipped.length,
    openCount: session.openCount - gone.length,
  };
}
