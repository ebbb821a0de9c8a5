/* How does the page show it? One figure, one number, one action; writes only what changed. */
import { filled } from "./view.js";

const find = (name) => document.getElementById(`guide-${name}`);
const PARTS = ["strengthen", "release", "stretch"];

export class Screen {
  constructor(session) {
    this.session = session;
    this.words = session.words;
    this.root = document.getElementById("guide");
    const names = "figure eyebrow name set number ring digits unit word cue how dose note cues step-list steps pain next main finish hands-free enough back pause forward skip progress saved told hint";
    this.at = Object.fromEntries(names.split(" ").map((name) => [name, find(name)]));
    this.image = this.at.figure.querySelector("img");
    this.source = this.at.figure.querySelector("source");
    const marks = Array.from({ length: this.all }, () => document.createElement("li"));
    this.at.progress.replaceChildren(...marks);
    this.icons = this.at.main.querySelector("use").getAttribute("href").split("#")[0];
  }

  /* All of this sitting's exercises, also those that were answered before. */
  get all() {
    return Math.max(this.session.all, this.session.exercises.length);
  }

  placeOf(exercise) {
    const { exercises } = this.session;
    const at = exercise ? exercises.indexOf(exercise) : exercises.length;
    return this.all - exercises.length + at;
  }

  show(view, { handsFree, isBack, counted }) {
    this.root.dataset.state = view.isPaused ? "paused" : view.kind;
    this.progress(view);
    if (view.kind === "end") return this.end(counted);
    this.figure(view);
    this.headings(view, isBack);
    this.number(view);
    this.how(view);
    this.dock(view, handsFree);
    return undefined;
  }

  figure({ exercise, mirrored, isPaused, kind }) {
    const isStill = isPaused || kind === "rest";
    const address = isStill ? exercise.still : exercise.moving;
    if (this.image.getAttribute("src") !== address) {
      this.image.src = address ?? "";
      this.source.srcset = exercise.still ?? "";
      this.image.alt = exercise.alt;
    }
    this.at.figure.classList.toggle("is-empty", !address);
    toggle(this.at.figure, true);
    this.image.classList.toggle("figure-mirrored", mirrored);
    for (const part of PARTS) this.root.classList.toggle(`tone-${part}`, part === exercise.part);
  }

  headings(view, isBack) {
    const { exercise, step, kind } = view;
    const which = filled(this.words.exercise, { count: this.placeOf(exercise) + 1, all: this.all });
    let eyebrow = kind === "intro" ? this.intro(which, exercise) : this.words[kind] ?? "";
    if (view.isPaused) eyebrow = isBack ? this.words.again : this.words.paused;
    write(this.at.eyebrow, eyebrow || which);
    write(this.at.name, exercise.name);
    write(this.at.set, kind === "intro" ? "" : [step.side, step.set].filter(Boolean).join(" · "));
  }

  intro(which, exercise) {
    const isFirst = this.placeOf(exercise) === 0;
    return this.session.isShort && isFirst ? this.words.short : `${which} · ${exercise.partName}`;
  }

  number(view) {
    this.at.number.hidden = !view.number;
    write(this.at.digits, view.number);
    write(this.at.unit, view.unit ?? "");
    write(this.at.word, view.word ?? "");
    const enough = this.mayStop(view) ? view.step.isEnough : "";
    write(this.at.cue, enough || (view.exercise.cues[0] ?? ""));
    this.at.cue.classList.toggle("is-told", Boolean(enough));
    this.at.digits.dataset.length = view.number.length;
    const gone = view.counts === "up" ? 1 - view.part : view.part; // counting up fills the ring
    this.at.ring.setAttribute("stroke-dashoffset", String(Math.round(gone * 1000) / 10));
  }

  /* The lower end of a range of times or seconds is reached, or that of a range of sets. */
  mayStop({ kind, isEnough, isPaused, step }) {
    if (kind === "work") return isEnough;
    return ["rest", "ready"].includes(kind) && !isPaused && Boolean(step.extra);
  }

  /* The steps are there whenever the clock does not ask for work; unfolded the first time. */
  how({ kind, exercise, isPaused }) {
    const isIntro = kind === "intro";
    this.at.how.hidden = !isIntro && kind !== "rest" && !isPaused;
    this.texts(exercise);
    const page = `${exercise.code} ${isIntro}`;
    if (this.unfolded === page) return;
    this.unfolded = page;
    const isWide = matchMedia("(min-width: 60rem) and (min-height: 36rem)").matches;
    this.at.steps.open = isIntro && (Boolean(exercise.isNew) || isWide);
  }

  texts(exercise) {
    if (this.howOf === exercise) return;
    this.howOf = exercise;
    write(this.at.dose, exercise.dose);
    write(this.at.note, exercise.note);
    this.at.note.hidden = !exercise.note;
    this.at.cues.replaceChildren(...exercise.cues.map((cue) => written("li", cue)));
    this.at["step-list"].replaceChildren(...exercise.how.map((step) => written("li", step)));
    this.at.steps.hidden = !exercise.how.length;
    const next = this.session.exercises[this.session.exercises.indexOf(exercise) + 1];
    if (next?.moving) new Image().src = next.moving; // there when its turn comes
  }

  dock(view, handsFree) {
    const { kind, isPaused } = view;
    const runs = !isPaused && kind !== "intro";
    const mainIs = this.mainOf(view);
    this.main(...mainIs);
    const pauseIsMain = mainIs[0] === this.words.pause;
    toggle(this.at.pause, runs && !pauseIsMain);
    toggle(this.at.forward, pauseIsMain);
    toggle(this.at.back, kind !== "intro" || this.session.exercises[0] !== view.exercise);
    toggle(this.at["hands-free"], kind === "intro" && !handsFree && view.exercise === this.session.exercises[0]);
    toggle(this.at.enough, kind !== "work" && this.mayStop(view));
    if (this.at.pain) toggle(this.at.pain, kind === "intro" && this.placeOf(view.exercise) === 0);
    write(this.at.next, this.nextWords(view.next));
  }

  mainOf({ kind, isPaused, isEnough, step }) {
    if (isPaused) return [this.words.go_on, "play-fill"];
    if (kind === "intro") return [this.words.start, "play-fill"];
    if (kind === "rest") return [this.words.i_am_ready, "play-fill"];
    const isDone = kind === "work" && (step.way || isEnough);
    return isDone ? [this.words.done, "check-lg"] : [this.words.pause, "pause-fill"];
  }

  main(words, icon) {
    write(this.at.main.querySelector("span"), words);
    const address = `${this.icons}#${icon}`;
    const use = this.at.main.querySelector("use");
    if (use.getAttribute("href") !== address) use.setAttribute("href", address);
  }

  nextWords(next) {
    if (next.kind === "exercise") {
      const last = this.all > 1 ? this.words.last : "";
      return next.name ? filled(this.words.next, { name: next.name }) : last;
    }
    const seconds = filled(this.words.seconds, { count: next.seconds });
    const name = next.kind === "rest" ? `${this.words.rest}, ${seconds}` : this.words.switch;
    return filled(this.words.next, { name });
  }

  progress({ exercise }) {
    const at = this.placeOf(exercise);
    [...this.at.progress.children].forEach((mark, place) => {
      mark.className = place < at ? "is-done" : place === at ? "is-now" : "";
    });
  }

  end({ done, all, isShort }) {
    write(this.at.eyebrow, filled(this.words.count_done, { count: done, all }));
    write(this.at.name, this.closing(done, all, isShort));
    write(this.at.word, isShort && done ? this.words.short_counts : "");
    write(this.at.cue, "");
    write(this.at.set, "");
    write(this.at.next, "");
    this.at.number.hidden = this.at.how.hidden = true;
    for (const name of ["main", "hands-free", "enough", "pause", "forward", "skip"]) toggle(this.at[name], false);
    toggle(this.at.finish, true);
    toggle(this.at.figure, done > 0);
  }

  closing(done, all, isShort) {
    return done && (isShort || done === all) ? this.words.all_done : this.words.that_is_it;
  }

  saved({ waiting, problem, refused }) {
    const many = waiting > 1 ? filled(this.words.waiting_many, { count: waiting }) : this.words.waiting;
    if (refused) {
      const why = this.words[refused] ?? refused;
      this.refusal = filled(this.words.refused, { why });
    }
    const state = waiting ? (problem === "signed_out" ? this.words.signed_out : many) : this.words.saved;
    write(this.at.saved, this.refusal ?? state);
    this.at.saved.dataset.state = this.refusal ? "refused" : waiting ? "waiting" : "saved";
  }

  tell(words) {
    write(this.at.told, words);
  }
}

function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function written(tag, words) {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}

function toggle(element, isShown) {
  element.hidden = !isShown;
}
