/* Type, Enter, type, Enter: the search adds the first hit or the one chosen with the arrow keys. */
const form = document.querySelector("#shelf-search");
const field = document.querySelector("#shelf-q");
const results = document.querySelector("#shelf-results");
let active = 0;
let addsWhenFound = false;

const found = () => [...results.querySelectorAll("[data-found]")];
const isFresh = () => (results.querySelector("#shelf-list")?.dataset.q ?? "").trim() === field.value.trim();

function choose(number) {
  const hits = found();
  active = hits.length ? (number + hits.length) % hits.length : 0;
  for (const [at, hit] of hits.entries()) hit.parentElement.classList.toggle("is-active", at === active && field.value.trim() !== "");
  const chosen = hits[active]?.parentElement;
  if (chosen && field.value.trim()) {
    field.setAttribute("aria-activedescendant", chosen.id);
    if (number !== 0) chosen.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

function addChosen() {
  const list = results.querySelector("#shelf-list");
  if (list?.dataset.doseWrong) return;
  found()[active]?.click();
}

field.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(active + (event.key === "ArrowDown" ? 1 : -1));
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (!field.value.trim()) return;
    if (isFresh()) addChosen();
    else {
      addsWhenFound = true;
      window.htmx.trigger(form, "find");
    }
  } else if (event.key === "Escape" && field.value) {
    event.preventDefault();
    empty();
  }
});

function empty() {
  field.value = "";
  window.htmx.trigger(form, "find");
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "shelf-results") return;
  choose(0);
  if (addsWhenFound && isFresh()) {
    addsWhenFound = false;
    addChosen();
  }
});

/* Added: the field is empty again and in hand, unless a finger would raise the keyboard. */
document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.target.matches?.("[data-found]") || !event.detail.successful) return;
  if (field.value) empty();
  if (matchMedia("(pointer: fine)").matches || document.activeElement === field) field.focus();
});

document.addEventListener("htmx:afterSettle", () => {
  const said = document.querySelector("#said");
  const at = said?.dataset.at;
  if (!at || said.dataset.seen) return;
  said.dataset.seen = "1";
  const row = document.getElementById(at);
  row?.classList.add("is-new");
  /* On a phone the library stands above the plan: whoever adds there stays there. */
  if (matchMedia("(min-width: 62rem)").matches || !document.activeElement?.closest("#library")) row?.scrollIntoView({ block: "nearest" });
});

document.addEventListener("click", (event) => {
  const here = event.target.closest("[data-add-here]");
  if (!here) return;
  event.preventDefault();
  document.querySelector("#add-stage").value = here.dataset.addHere;
  field.focus();
  field.closest("form").scrollIntoView({ block: "nearest" });
});

/* What was typed while the page was still loading counts too. */
addEventListener("load", () => {
  if (!isFresh()) window.htmx.trigger(form, "find");
});

choose(0);
if (matchMedia("(pointer: fine)").matches && !location.hash) field.focus({ preventScroll: true });
