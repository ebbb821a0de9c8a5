/* What does this device remember? Where the session stopped, and how it should speak and run. */
const PLACE = "guide.at.";
const SETTINGS = "guide.settings";
const USUAL = { handsFree: false, keys: true };
const unkept = new Map(); // where the browser keeps nothing, the page itself does

export function read(name) {
  try {
    const kept = localStorage.getItem(name);
    if (kept !== null) return JSON.parse(kept);
  } catch { /* forbidden, or not ours */ }
  return unkept.get(name) ?? null;
}

export function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    unkept.delete(name);
  } catch {
    forget(name); // full or forbidden: kept for as long as the page is open
    unkept.set(name, value);
  }
}

function forget(name) {
  unkept.delete(name);
  try {
    localStorage.removeItem(name);
  } catch { /* nothing was kept */ }
}

/* What the person chose on their own page; what was switched here since then counts before it. */
function wishes() {
  const { voice, sounds } = document.getElementById("guide").dataset;
  return { voice: Boolean(voice), sound: Boolean(sounds), of: `${voice}/${sounds}` };
}

export function settings() {
  const wished = wishes();
  const kept = read(SETTINGS);
  const isOlder = kept?.of && kept.of !== wished.of;
  return { ...USUAL, ...wished, ...kept, ...(isOlder && wished), of: wished.of };
}

export const keepSettings = (values) => write(SETTINGS, values);

/* The place is kept by the code of the exercise: the list is shorter after a reload. */
export function keepPlace(session, state, elapsed) {
  const { code, slot } = session.exercises[state.ex];
  const { minutes } = session;
  const chosen = session.chosen ?? session.exercises.map((exercise) => exercise.code);
  write(PLACE + session.key, { code, slot, step: state.step, elapsed, minutes, chosen });
}

/* A short session that was begun stays the same one: after a reload the server, which knows
   what is done by now, would fill up the minutes with further exercises. */
export function ofKeptSession(session) {
  const kept = read(PLACE + session.key);
  if (!session.minutes || kept?.minutes !== session.minutes) return session;
  const exercises = session.exercises.filter((exercise) => kept.chosen.includes(exercise.code));
  const { chosen } = kept;
  return exercises.length ? { ...session, exercises, chosen, all: chosen.length } : session;
}

/* `?from=` an exercise: it comes first, and the others after it as in a circle. */
export function beginningWith(code, session) {
  const at = Math.max(0, session.exercises.findIndex((exercise) => exercise.code === code));
  const { exercises } = session;
  return { ...session, exercises: [...exercises.slice(at), ...exercises.slice(0, at)] };
}

export function keptPlace(session) {
  const kept = read(PLACE + session.key);
  const ex = session.exercises.findIndex((e) => e.code === kept?.code && e.slot === kept.slot);
  if (ex < 0) return null;
  const step = Math.min(kept.step, session.exercises[ex].steps.length - 1);
  return { ex, step, elapsed: Math.max(0, Number(kept.elapsed) || 0) };
}

export const forgetPlace = (session) => forget(PLACE + session.key);

/* Places of other days and of plans that were changed are of no use any more. */
export function forgetOldPlaces(session) {
  try {
    Object.keys(localStorage)
      .filter((name) => name.startsWith(PLACE) && name !== PLACE + session.key)
      .forEach(forget);
  } catch { /* nothing was kept */ }
}
