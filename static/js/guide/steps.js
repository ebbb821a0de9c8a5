/* Where is the session, and what comes next? Pure: a state and an instant in, a state out.

   state: {ex, step} the place; {runs, since, elapsed} the time spent in the step: `elapsed`
   milliseconds, and if it runs the time since the instant `since` too; `length` the seconds of
   the step where they are not those of the plan. */

export const COUNT_DOWN = 4; // seconds left when the voice has ended: one, and "3, 2, 1"
const LONGEST_INTRO = 45; // seconds
const LATE = 5000; // a step that ended longer ago than this ended while nobody was looking

export const atStart = () => ({ ex: 0, step: 0, runs: false, since: 0, elapsed: 0 });

export const isOver = (session, state) => state.ex >= session.exercises.length;
export const exerciseAt = (session, state) => session.exercises[state.ex];
export const stepAt = (session, state) => exerciseAt(session, state)?.steps[state.step];

export function elapsed(state, now) {
  return state.elapsed + (state.runs ? Math.max(0, now - state.since) : 0);
}

export const leastOf = (step) => step.enough ?? step.s; // of a range its lower end
export const lengthOf = (state, step) => state.length ?? step.s;

/* Does this step end by itself? In a hands-free session every step does; an intro that was given
   a length does too. */
export function endsByClock(step, handsFree, state = {}) {
  return handsFree || state.length !== undefined || (step.kind !== "intro" && !step.way);
}

/* Long enough for what is being said now, and for the count-down after it. */
export function lasting(state, step, now) {
  const needed = elapsed(state, now) / 1000 + COUNT_DOWN;
  return { ...state, length: Math.min(LONGEST_INTRO, Math.max(lengthOf(state, step), needed)) };
}

export function paused(state, now) {
  return { ...state, elapsed: elapsed(state, now), runs: false };
}

export function running(state, now) {
  return state.runs ? state : { ...state, runs: true, since: now };
}

export function placed(state, ex, step, now) {
  return { ...state, ex, step, elapsed: 0, since: now, length: undefined };
}

/* The next step, or the first of the next exercise; `finished` is the exercise it ended. */
export function onward(session, state, now) {
  const exercise = exerciseAt(session, state);
  if (!exercise) return { state, finished: null };
  if (state.step + 1 < exercise.steps.length) {
    return { state: placed(state, state.ex, state.step + 1, now), finished: null };
  }
  return { state: placed(state, state.ex + 1, 0, now), finished: exercise };
}

export function pastExercise(state, now) {
  return placed(state, state.ex + 1, 0, now);
}

/* The start of this step; from its first seconds, the step before. */
export function backward(session, state, now) {
  const isFresh = elapsed(state, now) < 3000 || isOver(session, state);
  if (!isFresh) return placed(state, state.ex, state.step, now);
  if (state.step > 0) return placed(state, state.ex, state.step - 1, now);
  return placed(state, Math.max(0, state.ex - 1), 0, now);
}

/* Everything that ended by the clock until now. Each step begins at the instant the one before
   it ended, so nothing drifts. What ended unseen never runs on into another exercise: nobody
   gets an exercise recorded that they slept through. */
export function caughtUp(session, state, now, handsFree) {
  const finished = [];
  while (state.runs) {
    const step = stepAt(session, state);
    if (!step || !endsByClock(step, handsFree, state)) break;
    const over = elapsed(state, now) - lengthOf(state, step) * 1000;
    if (over < 0) break;
    const moved = onward(session, state, now - over);
    state = moved.state;
    if (moved.finished) {
      finished.push(moved.finished);
      if (over > LATE) state = placed(state, state.ex, 0, now);
    }
  }
  return { state, finished };
}
