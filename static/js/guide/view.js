/* What is to be seen at this instant? Pure: session, state and instant in, plain values out. */
import { elapsed, endsByClock, exerciseAt, isOver, lengthOf, stepAt } from "./steps.js";

export const filled = (words, values) =>
  words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

export function viewOf(session, state, now, handsFree) {
  if (isOver(session, state)) return { kind: "end", exercise: null, step: null, number: "" };
  const exercise = exerciseAt(session, state);
  const step = stepAt(session, state);
  const spent = elapsed(state, now);
  const byClock = endsByClock(step, handsFree, state);
  const timing = timingOf(session, { ...step, s: lengthOf(state, step) }, spent, byClock);
  return {
    kind: step.kind,
    exercise,
    step,
    isPaused: !state.runs && !(step.kind === "intro" && !spent),
    isEnough: reachedLeast(step, spent),
    mirrored: Boolean(step.mirrored),
    next: nextOf(session, state),
    ...timing,
  };
}

/* Of a range the lower number is done. */
const reachedLeast = (step, spent) => step.enough !== undefined && spent >= step.enough * 1000;

/* number: what is shown large · counts: "down", "up", "phase" or "" · word · part: 0–1 of the ring
   · rep: which of the repetitions that run by the clock */
function timingOf(session, step, spent, byClock) {
  const until = step.enough === undefined || reachedLeast(step, spent) ? step.s : step.enough;
  const left = Math.max(0, until * 1000 - spent);
  const part = step.s ? Math.min(1, spent / (step.s * 1000)) : 0;
  if (step.kind === "intro") return { number: byClock ? inSeconds(left) : "", counts: "down", part };
  if (step.kind !== "work") return { number: inSeconds(left), counts: "down", part };
  const phase = phaseAt(step, spent);
  const word = phase ? session.phases[phase.word] : "";
  if (step.reps && step.phases) return repsTiming(session, step, spent, part, phase, word);
  if (step.way === "open") {
    const number = step.amount || clockFace(spent);
    return { number, unit: session.units[step.unit], counts: "", part, word: "" };
  }
  return { number: inSeconds(left), counts: "down", part, word };
}

function repsTiming(session, step, spent, part, phase, word) {
  const isDone = spent >= step.s * 1000;
  const rep = isDone ? step.reps : phase.round + 1;
  const count = filled(session.words.of, { count: rep, all: step.reps });
  if (step.way) {
    word = isDone ? session.words.tap_done : word;
    return { number: String(rep), unit: filled(session.words.of_reps, { all: step.reps }), counts: "up", part, word };
  }
  const counts = phase?.seconds >= LONG_PHASE ? "down" : "phase";
  return { number: isDone ? "0" : inSeconds(phase.left), unit: count, counts, part, word, rep };
}

/* The phase that runs: its word, what is left of it in ms, and how many rounds lie behind. */
export function phaseAt(step, spent) {
  if (!step.phases?.length) return null;
  const round = step.phases.reduce((sum, [, seconds]) => sum + seconds * 1000, 0);
  let within = spent % round;
  for (const [word, seconds] of step.phases) {
    if (within < seconds * 1000) {
      return { word, seconds, left: seconds * 1000 - within, round: Math.floor(spent / round) };
    }
    within -= seconds * 1000;
  }
  return null;
}

/* After a set a break, after a break a set of the same exercise; else another exercise, or none. */
function nextOf(session, state) {
  const exercise = exerciseAt(session, state);
  const step = exercise.steps[state.step];
  const following = exercise.steps[state.step + 1];
  if (step.next) return { kind: "exercise", name: step.next };
  if (step.kind === "work" && following) return { kind: following.kind, seconds: following.s };
  return { kind: "exercise", name: session.exercises[state.ex + 1]?.name ?? "" };
}

const LONG_PHASE = 5; // seconds from which on the end of a phase is counted down
const LONG = 100; // seconds from which on minutes are easier to read

function inSeconds(ms) {
  const seconds = Math.ceil(ms / 1000);
  return seconds < LONG ? String(seconds) : clockFace(seconds * 1000);
}

export function clockFace(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
