/* What is answered to pain: to a score before the session, and to an exercise that hurts? */
import { newId } from "./saving.js";
import { filled } from "./view.js";

const find = (name) => document.getElementById(`guide-${name}`);

/* After a skip: the clinic's words, and one tap that tells the physio. */
export function answerPain(guide, exercise) {
  const { words } = guide.screen;
  const ask = find("hurts-ask");
  find("hurts-title").textContent = filled(words.hurts, exercise);
  if (ask) {
    const message = filled(words.ask, exercise);
    ask.hidden = false;
    find("hurts-words").textContent = filled(words.tell, { message });
    find("hurts-told").textContent = "";
    ask.onclick = () => tell(guide, { text: message, about: exercise.about });
  }
  guide.pauseIfRunning();
  find("hurts").showModal();
}

function tell(guide, message) {
  send(guide, guide.session.thread, { ...message, message_id: newId() });
  find("hurts-ask").hidden = true;
  const { told, told_later: later } = guide.screen.words;
  find("hurts-told").textContent = navigator.onLine ? told : later;
}

const send = (guide, url, body) => guide.saving.add({ id: newId(), code: "", url, body });

/* A red score goes the way of every form: the page that follows shows the signs that need help. */
export function listenToPain(guide) {
  const place = find("pain");
  place?.querySelector("form")?.addEventListener("submit", (event) => {
    const { value, dataset } = event.submitter;
    if (dataset.band === "red") return;
    event.preventDefault();
    send(guide, event.target.action, { pain_before: value, on: guide.session.on });
    const said = document.createElement("p");
    said.className = `callout tone-${dataset.band}`;
    said.setAttribute("role", "status");
    said.textContent = `${filled(guide.screen.words.pain_before, { score: value })}. ${guide.session.pain[dataset.band]}`;
    place.replaceChildren(said);
  });
}
