/* What waits on this phone, and what could not be saved? A quiet line, and a list behind it. */
let shownOnce = false;

function element(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

const day = (on) => new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${on}T12:00:00Z`));
const counted = (words, name, count) => (count === 1 ? words[name] : words[`${name}_many`].replace("{count}", count));

export function show({ deeds, open, words, signedOut, isAtTheDoor, before, kept, said, ask, at }) {
  const refused = isAtTheDoor ? [] : deeds.filter(({ state }) => state === "refused");
  const parts = [];
  if (refused.length) parts.push(refusals(refused, words, ask, at));
  if (open.length) parts.push(line(open, words, signedOut, isAtTheDoor, at));
  else if (kept && !navigator.onLine) parts.push(element("p", { className: "waits" }, words.offline));
  else if (before || (shownOnce && !refused.length)) parts.push(element("p", { className: "waits" }, words.sent));
  shownOnce ||= open.length > 0;
  guide(open, words, signedOut);
  const isOpen = said.querySelector("details")?.open;
  said.replaceChildren(...parts);
  if (isOpen && said.querySelector("details")) said.querySelector("details").open = true;
}

function line(open, words, signedOut, isAtTheDoor, at) {
  const told = counted(words, signedOut ? "signed_out" : "waiting", open.length);
  if (isAtTheDoor) return element("p", { className: "waits" }, told);
  const list = element("ul", {}, ...open.map(({ label, on }) => element("li", {}, `${label}, ${day(on)}`)));
  const made = element("details", { className: "waits" }, element("summary", {}, told), list);
  if (signedOut) made.append(element("a", { className: "btn btn-sm btn-secondary", href: `${at.signIn}?next=${encodeURIComponent(at.today)}` }, words.sign_in));
  return made;
}

/* Kept until it was read: what was not taken, why, and what to do. */
function refusals(refused, words, ask, at) {
  const made = element("section", { className: "callout tone-amber" });
  const inside = element("div", {}, element("h2", {}, counted(words, "refused", refused.length)));
  for (const { n, label, on, why } of refused) {
    const read = element("button", { className: "btn btn-sm btn-secondary", type: "button" }, words.remove);
    read.addEventListener("click", () => ask("forget", { n }));
    const tell = element("a", { className: "btn btn-sm btn-secondary", href: at.messages }, words.tell);
    inside.append(
      element("p", {}, element("strong", {}, label), `, ${day(on)}. ${words[why] ?? why}`),
      element("div", { className: "btn-row" }, tell, read),
    );
  }
  made.append(inside);
  return made;
}

/* The guided session has its own place for this. */
function guide(open, words, signedOut) {
  const place = document.getElementById("guide-saved");
  if (!place || !open.length) return;
  setTimeout(() => {
    place.textContent = signedOut ? words.sign_in_first : words.here.replace("{count}", open.length);
    place.dataset.state = "waiting";
  }, 300);
}
