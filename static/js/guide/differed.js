/* Was more or less done than the plan says? Offered of the exercise that was done last. */
import { filled } from "./view.js";

const find = (name) => document.getElementById(`guide-differed${name}`);
const fields = () => [...find("-form").querySelectorAll("input")];

/* Of strengthening alone, with the numbers of its dose. */
export function offerNumbers(guide, exercise) {
  const { asks } = exercise;
  find("").hidden = !Object.keys(asks).length;
  find("").open = false;
  find("-form").reset();
  find("-name").textContent = filled(guide.screen.words.differed, exercise);
  for (const field of fields()) {
    field.closest("label").hidden = field.disabled = !(field.name in asks);
    field.placeholder = asks[field.name] ?? "";
  }
  find("-form").onsubmit = (event) => {
    event.preventDefault();
    const given = fields().filter((field) => field.value && !field.disabled);
    if (given.length) guide.correct(exercise, Object.fromEntries(given.map(({ name, value }) => [name, value])));
    find("").hidden = true;
  };
  find("").ontoggle = () => find("").open && guide.pauseIfRunning(); // time to write
}
