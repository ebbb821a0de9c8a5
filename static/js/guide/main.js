/* The guided session: what the person does, what the clock does, and what follows from both. */
import { withoutKept } from "../offline/session.js";
import { Awake } from "./awake.js";
import { now } from "./clock.js";
import { hint, listen } from "./controls.js";
import { offerNumbers } from "./differed.js";
import { beginningWith, forgetOldPlaces, forgetPlace, keepPlace, keepSettings, keptPlace, ofKeptSession, settings } from "./memory.js";
import { Saving, newId } from "./saving.js";
import { Screen } from "./screen.js";
import { Sound } from "./sound.js";
import { Speech } from "./speech.js";
import * as steps from "./steps.js";
import { viewOf } from "./view.js";

const BEAT = 100;

class Guide {
  constructor(session) {
    this.asked = new URLSearchParams(location.search).get("from");
    this.session = beginningWith(this.asked, ofKeptSession(session));
    this.settings = settings();
    this.screen = new Screen(this.session);
    this.speech = new Speech(document.documentElement.lang);
    this.sound = new Sound();
    this.awake = new Awake(() => hint(this));
    this.answers = new Map(); // code and slot → {id, outcome}
    this.numbers = new Map(); // code and slot → what was really done, by the name of its field
    const csrf = this.screen.root.dataset.csrf;
    this.left = new Map(); // code and step → seconds of a set that were not used
    this.saving = new Saving({ who: session.who, csrf, heard: (news) => this.screen.saved(news) });
    this.state = this.takenUp();
    this.shown = {};
    this.applySettings();
  }

  /* Where the session stopped: paused there, or at the start of the first open exercise. */
  takenUp() {
    forgetOldPlaces(this.session);
    const place = keptPlace(this.session);
    const isElsewhere = this.session.exercises[0].code === this.asked && place?.ex;
    const kept = isElsewhere ? null : place;
    const state = { ...steps.atStart(), ...kept };
    this.isBack = Boolean(kept && (kept.step || kept.ex));
    if (state.step === 0) state.elapsed = 0;
    return this.pastAnswered(state);
  }

  /* An exercise that still waits to be saved is not done again. */
  pastAnswered(state) {
    const waits = (exercise) => this.saving.waitsFor(exercise.code, exercise.slot);
    while (!steps.isOver(this.session, state) && waits(steps.exerciseAt(this.session, state))) {
      state = steps.pastExercise(state, now());
    }
    return state;
  }

  begin() {
    listen(this);
    if (this.saving.queue.length) this.saving.tell();
    this.saving.send();
    this.draw();
    setInterval(() => this.beat(), BEAT);
    document.addEventListener("visibilitychange", () => this.returned());
    if (this.view.kind === "intro" && !this.settings.handsFree) this.read(); // where a page may
    addEventListener("pagehide", () => this.keep());
  }

  /* After a call, say, the phone has taken the sound and the light of the screen away. */
  returned() {
    if (!document.hidden) this.sound.resume();
    this.beat();
  }

  beat() {
    this.waitForTheVoice();
    const caught = steps.caughtUp(this.session, this.state, now(), this.settings.handsFree);
    this.state = caught.state;
    for (const exercise of caught.finished) this.finished(exercise);
    this.draw();
  }

  /* What the person does ------------------------------------------------------------------- */
  press() {
    this.touched();
    const { kind } = this.view;
    const step = steps.stepAt(this.session, this.state);
    if (this.view.isPaused) return this.goOn();
    if (kind === "intro" && this.isUnread) return this.setUp();
    if (kind === "intro" || kind === "rest" || step?.way || this.view.isEnough) return this.forward();
    return this.pause();
  }

  toggle() {
    if (this.view.kind === "end") return;
    if (this.view.kind === "intro" || this.view.isPaused) this.press();
    else this.pause();
  }

  pause() {
    this.state = steps.paused(this.state, now());
    this.speech.hush();
    this.awake.release();
    this.draw();
  }

  pauseIfRunning() {
    const waits = this.view.kind === "intro" && !this.settings.handsFree;
    if (!waits && this.view.kind !== "end") this.pause();
  }

  goOn() {
    this.touched();
    this.isBack = false;
    this.state = steps.running(this.state, now());
    if (this.view.kind === "intro") this.read();
    this.draw();
  }

  startHandsFree() {
    const isRead = !this.settings.voice; // by the change itself
    this.change({ handsFree: true, voice: true });
    this.setUp(isRead);
  }

  /* Hands-free an exercise begins with time to set up; and who has the voice on hears it first. */
  get isUnread() {
    if (this.settings.handsFree) return !this.state.runs;
    return this.settings.voice && this.speech.isThere && !this.speech.wasHeard && !this.wasSetUp;
  }

  setUp(isRead = false) {
    this.touched();
    this.isBack = false;
    this.wasSetUp = true;
    if (!isRead) this.read();
    const length = this.settings.handsFree ? undefined : steps.COUNT_DOWN; // and while it is read
    this.state = { ...steps.running(this.state, now()), length };
    this.draw();
  }

  read() {
    this.speech.say(this.spoken(this.view));
  }

  /* The count-down waits for the voice, but not for ever. */
  waitForTheVoice() {
    const step = steps.stepAt(this.session, this.state);
    const goesOn = step?.kind === "intro" && this.state.runs && steps.endsByClock(step, this.settings.handsFree, this.state);
    if (goesOn && this.speech.isSaying(this.spoken(this.view))) this.state = steps.lasting(this.state, step, now());
  }

  forward() {
    this.touched();
    if (this.view.kind === "end") return;
    this.isBack = false;
    this.noteRange();
    this.noteHaste();
    const moved = steps.onward(this.session, steps.running(this.state, now()), now());
    this.state = moved.state;
    if (moved.finished) this.finished(moved.finished);
    this.draw();
  }

  back() {
    this.touched();
    this.state = steps.backward(this.session, this.state, now());
    this.left.delete(`${steps.exerciseAt(this.session, this.state).code} ${this.state.step}`);
    this.draw();
  }

  enough() {
    this.touched();
    const exercise = steps.exerciseAt(this.session, this.state);
    this.note(exercise, "sets_done", steps.stepAt(this.session, this.state).nth - 1);
    this.state = steps.pastExercise(this.state, now());
    this.finished(exercise);
    this.draw();
  }

  /* How far it was in a range that the person ended: whole repetitions, or seconds. */
  noteRange() {
    const step = steps.stepAt(this.session, this.state);
    if (!step?.number) return;
    const unit = step.reps ? step.s / step.reps : 1;
    const count = Math.floor(steps.elapsed(this.state, now()) / 1000 / unit);
    this.note(steps.exerciseAt(this.session, this.state), step.number, count);
  }

  /* How many seconds of a set's time were left when the person went on. */
  noteHaste() {
    const step = steps.stepAt(this.session, this.state);
    if (step.kind !== "work") return;
    const left = steps.leastOf(step) - steps.elapsed(this.state, now()) / 1000;
    this.left.set(`${steps.exerciseAt(this.session, this.state).code} ${this.state.step}`, Math.max(0, left));
  }

  /* "With the timer" is what took at least half of its time; what was stepped through is not. */
  recordedHow(exercise) {
    const works = [...exercise.steps.entries()].filter(([, step]) => step.kind === "work" && !step.extra);
    const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
    const left = sum(works.map(([at]) => this.left.get(`${exercise.code} ${at}`) ?? 0));
    return left > sum(works.map(([, step]) => steps.leastOf(step))) / 2 ? "manual" : "timer";
  }

  /* Of several sets the least. */
  note(exercise, name, count) {
    const place = `${exercise.code} ${exercise.slot}`;
    const noted = this.numbers.get(place) ?? {};
    this.numbers.set(place, { ...noted, [name]: Math.min(noted[name] ?? count, count) });
  }

  /* What is known to differ from the plan, or to lie within its range; 0 is left out. */
  numbersOf(exercise) {
    const known = exercise.sets ? { sets_done: exercise.sets } : {};
    for (const step of exercise.steps) {
      if (step.number) known[step.number] = step.reps ?? step.s;
      if (step.kind === "work" && step.nth) known.sets_done = step.nth;
    }
    const all = { ...known, ...this.numbers.get(`${exercise.code} ${exercise.slot}`) };
    return Object.fromEntries(Object.entries(all).filter(([, count]) => count));
  }

  skip(reason) {
    this.touched();
    const exercise = steps.exerciseAt(this.session, this.state);
    if (!exercise) return;
    this.state = steps.pastExercise(steps.running(this.state, now()), now());
    this.answer(exercise, "skipped", reason);
    this.draw();
  }

  change(values) {
    this.beat();
    const before = this.settings;
    this.settings = { ...before, ...values };
    keepSettings(this.settings);
    this.applySettings();
    if (this.settings.handsFree && !before.handsFree) this.beginStepAnew();
    if (this.settings.voice && !before.voice) this.read();
    this.draw();
  }

  /* A step that waited for a tap has run for any length of time. */
  beginStepAnew() {
    const step = steps.stepAt(this.session, this.state);
    if (!step || steps.endsByClock(step, false)) return;
    this.state = steps.placed(this.state, this.state.ex, this.state.step, now());
  }

  applySettings() {
    this.speech.isOn = this.settings.voice;
    this.sound.isOn = this.settings.sound;
    if (!this.settings.voice) this.speech.hush();
  }

  /* Tones, voice and a screen that stays on may begin with the first tap. */
  touched() {
    this.sound.wake();
    this.awake.keep();
  }

  /* What follows --------------------------------------------------------------------------- */
  finished(exercise) {
    this.answer(exercise, "done");
    offerNumbers(this, exercise);
  }

  /* The tick is sent again with what the person wrote, and the first one taken back. */
  correct(exercise, numbers) {
    const place = `${exercise.code} ${exercise.slot}`;
    this.numbers.set(place, { ...this.numbers.get(place), ...numbers });
    this.record(exercise, "done");
  }

  /* Saved at once. A skip that was thought over is taken back before the tick is sent. */
  answer(exercise, outcome, reason) {
    const place = `${exercise.code} ${exercise.slot}`;
    const before = this.answers.get(place);
    if (before?.outcome !== outcome && before?.outcome !== "done") this.record(exercise, outcome, reason);
  }

  record(exercise, outcome, reason) {
    const place = `${exercise.code} ${exercise.slot}`;
    const before = this.answers.get(place);
    if (before) {
      const url = this.session.untick.replace(this.session.anyTick, before.id);
      this.saving.add({ id: newId(), code: exercise.code, url, body: {} });
    }
    const id = newId();
    this.answers.set(place, { id, outcome });
    const url = outcome === "done" ? exercise.tick : exercise.skip;
    this.saving.add({ id, code: exercise.code, url, body: this.deed(exercise, id, reason) });
  }

  deed(exercise, id, reason) {
    const body = {
      tick_id: id,
      on: this.session.on,
      slot: exercise.slot,
      recorded: reason ? "timer" : this.recordedHow(exercise),
      ticked_at: new Date().toISOString(),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "",
    };
    if (this.session.minutes) body.minutes = this.session.minutes;
    return reason ? { ...body, reason } : { ...body, ...this.numbersOf(exercise) };
  }

  get counted() {
    const done = [...this.answers.values()].filter((a) => a.outcome === "done").length;
    const { answered, skipped, openCount, isShort } = this.session;
    return { done: done + answered - skipped, all: openCount + answered, isShort };
  }

  draw() {
    const at = now();
    const view = viewOf(this.session, this.state, at, this.settings.handsFree);
    this.view = view;
    this.screen.show(view, { handsFree: this.settings.handsFree, isBack: this.isBack, counted: this.counted });
    this.mark(view);
    this.keep();
  }

  /* Tones, words and announcements belong to what has changed since the last beat. */
  mark(view) {
    const before = this.shown;
    const place = `${this.state.ex}.${this.state.step}`;
    const isNew = before.place !== place;
    const runs = this.state.runs;
    const { number, word, rep, isEnough } = view;
    this.shown = { place, number, word, rep, isEnough };
    if (isNew && before.place !== undefined) this.enter(view);
    else if (runs && before.number !== view.number) this.count(view);
    if (!isNew && runs && (before.word !== word || before.rep !== rep)) this.turn(view, before.rep);
    if (!isNew && runs && isEnough && !before.isEnough) this.reached(view);
  }

  enter(view) {
    if (view.kind === "end") {
      this.sound.play("all");
      this.speech.say(this.screen.words.all_done);
      this.screen.tell(this.screen.words.all_done);
      this.awake.release();
      forgetPlace(this.session);
      return;
    }
    const { step } = view;
    const words = this.spoken(view);
    const set = view.kind === "work" && step.set; // before the work the words name it themselves
    this.sound.play({ work: "go", switch: "turn", rest: "end", intro: "end" }[view.kind] ?? "tick");
    this.speech.say(words);
    this.screen.tell([words, set].filter(Boolean).join(" "));
  }

  spoken({ kind, exercise, step }) {
    if (kind === "end") return this.screen.words.all_done;
    if (kind !== "intro") return step.say;
    const told = [exercise.name, exercise.dose, exercise.note, ...exercise.cues].filter(Boolean);
    return told.map((words) => words.replace(/[.!?]?$/, (end) => end || ".")).join(" ");
  }

  /* The last three seconds; and the repetitions, aloud. */
  count(view) {
    const left = Number(view.number);
    if (view.counts === "down" && left > 0 && left <= 3) {
      this.sound.play("tick");
      this.speech.say(view.number);
    }
    if (view.counts === "up") this.speech.say(view.number);
  }

  /* From here on the person may stop. */
  reached({ step }) {
    this.sound.play("end");
    this.speech.say(step.isEnough);
    this.screen.tell(step.isEnough);
  }

  /* The next word of a rhythm; with a new repetition its number before it. */
  turn({ counts, word, rep }, before) {
    if (counts === "up" || !word) return;
    this.sound.play("phase");
    this.speech.say(rep && rep !== before ? `${rep}, ${word}` : word);
  }

  /* Once a second, and with every step: what is lost by a crash is at most that second. */
  keep() {
    if (steps.isOver(this.session, this.state)) return;
    const spent = steps.elapsed(this.state, now());
    const mark = `${this.shown.place} ${Math.floor(spent / 1000)} ${this.state.runs}`;
    if (mark === this.kept) return;
    this.kept = mark;
    keepPlace(this.session, this.state, spent);
  }
}

const session = await withoutKept(JSON.parse(document.getElementById("guide-data").textContent));
if (session.exercises.length) new Guide(session).begin();
else location.replace(document.querySelector(".guide-top a").href);
