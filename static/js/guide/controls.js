/* Which taps, keys and switches does the session understand? */
import { answerPain, listenToPain } from "./pain.js";

const find = (name) => document.getElementById(`guide-${name}`);

export function listen(guide) {
  buttons(guide);
  keys(guide);
  settings(guide);
  skipping(guide);
  listenToPain(guide);
}

function buttons(guide) {
  const deeds = {
    main: () => guide.press(),
    "hands-free": () => guide.startHandsFree(),
    enough: () => guide.enough(),
    back: () => guide.back(),
    pause: () => guide.pause(),
    forward: () => guide.forward(),
    skip: () => askWhy(guide),
  };
  for (const [name, deed] of Object.entries(deeds)) {
    find(name).addEventListener("click", (event) => {
      deed();
      if (event.detail) event.currentTarget.blur(); // so that the space bar pauses after a click
    });
  }
}

/* A control that has the focus keeps its own keys; elsewhere they steer the session. */
function keys(guide) {
  const deeds = {
    " ": () => guide.toggle(),
    Enter: () => (guide.view.isPaused || guide.view.kind === "intro" ? guide.press() : guide.forward()),
    ArrowRight: () => guide.forward(),
    ArrowLeft: () => guide.back(),
    s: () => askWhy(guide),
    m: () => guide.change(isLoud(guide) ? { sound: false, voice: false } : { sound: true }),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.target.matches("input[type=number]")) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const isOwn = event.target.closest("a, button, input, summary") && [" ", "Enter"].includes(name);
    const isLetter = /^[a-z]$/.test(name);
    if (!deeds[name] || isOwn || (isLetter && !guide.settings.keys)) return;
    event.preventDefault();
    deeds[name]();
    showSettings(guide);
  });
}

const isLoud = (guide) => guide.settings.sound || guide.settings.voice;

function settings(guide) {
  const sheet = find("settings");
  find("open-settings").addEventListener("click", () => {
    guide.pauseIfRunning();
    showSettings(guide);
    sheet.showModal();
  });
  for (const [id, name] of switches()) {
    find(id).addEventListener("change", (event) => {
      guide.touched();
      guide.change({ [name]: event.target.checked });
    });
  }
  find("full-screen").hidden = !document.documentElement.requestFullscreen;
  find("full-screen").addEventListener("click", () => {
    sheet.close();
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
  hint(guide);
}

const switches = () => [
  ["set-hands-free", "handsFree"],
  ["set-voice", "voice"],
  ["set-sound", "sound"],
  ["set-keys", "keys"],
];

function showSettings(guide) {
  for (const [id, name] of switches()) find(id).checked = guide.settings[name];
}

/* What this device cannot do. */
export function hint(guide) {
  const { words } = guide.screen;
  find("set-voice").disabled = !guide.speech.isThere;
  const said = [guide.awake.mayGoDark && words.screen_sleeps, !guide.speech.isThere && words.voice_missing];
  find("hint").textContent = said.filter(Boolean).join(" ");
  find("hint").hidden = !find("hint").textContent;
}

function skipping(guide) {
  const sheet = find("skip-sheet");
  sheet.addEventListener("close", () => {
    const reason = sheet.returnValue;
    const { exercise } = guide.view;
    if (reason) guide.skip(reason);
    if (reason === guide.session.hurts) answerPain(guide, exercise);
  });
}

function askWhy(guide) {
  if (guide.view.kind === "end") return;
  guide.pauseIfRunning();
  const sheet = find("skip-sheet");
  const name = guide.view.exercise.name;
  find("skip-title").textContent = guide.screen.words.skip.replace("{name}", name);
  sheet.returnValue = "";
  sheet.showModal();
}
