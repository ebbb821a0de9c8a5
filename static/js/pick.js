/* Choose one of many programmes: typed words leave the cards that say them, Enter takes the first. */

const find = document.querySelector("#pick-q");
const cards = [...document.querySelectorAll("#pick label")];
const none = document.querySelector("#pick-none");

const plain = (text) => text.toLocaleLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
const isShown = (card) => !card.hidden;

function narrow() {
  const words = plain(find.value).split(/\s+/);
  for (const card of cards) {
    const said = plain(card.textContent);
    card.hidden = !card.querySelector(":checked") && !words.every((word) => said.includes(word));
  }
  none.textContent = cards.some(isShown) ? "" : none.dataset.none;
}

find?.addEventListener("input", narrow);
find?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  cards.find(isShown)?.querySelector("input").click();
});
// "Later" and "from scratch" have no weeks to show.
document.addEventListener("change", ({ target }) => {
  if (target.name === "template" && !target.hasAttribute("hx-get")) {
    document.querySelector("#weeks-preview").replaceChildren();
  }
});
