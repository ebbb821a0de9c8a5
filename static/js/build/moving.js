/* Rows move by Alt and the arrow keys, and by dragging their grip; the buttons do it without. */
document.addEventListener("keydown", (event) => {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  const row = event.target.closest?.("[data-row]");
  if (!row) return;
  event.preventDefault();
  row.querySelector(event.key === "ArrowUp" ? "[data-up]" : "[data-down]").click();
});

let dragged = null;

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest?.("[data-grip]");
  if (!grip || event.button !== 0) return;
  event.preventDefault();
  const row = grip.closest("[data-row]");
  dragged = { row, from: row.parentElement, next: row.nextElementSibling };
  grip.setPointerCapture(event.pointerId);
  row.classList.add("is-dragged");
});

document.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  const edge = 70;
  if (event.clientY < edge + 120) scrollBy(0, -12);
  else if (event.clientY > innerHeight - edge) scrollBy(0, 12);
  const list = document.elementsFromPoint(event.clientX, event.clientY).map((one) => one.closest?.(".rows")).find(Boolean);
  if (!list) return;
  const below = [...list.querySelectorAll("[data-row]")].find((row) => {
    if (row === dragged.row) return false;
    const box = row.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  });
  list.insertBefore(dragged.row, below ?? null);
});

function drop(event) {
  if (!dragged) return;
  const { row, from, next } = dragged;
  dragged = null;
  row.classList.remove("is-dragged");
  const list = row.parentElement;
  if (event.type === "pointercancel") {
    from.insertBefore(row, next);
    return;
  }
  if (list === from && row.nextElementSibling === next) return;
  const position = [...list.querySelectorAll("[data-row]")].indexOf(row) + 1;
  const move = row.querySelector("[data-up]").getAttribute("hx-post");
  window.htmx.ajax("POST", move, { source: row, swap: "none", values: { stage: list.dataset.stage, position } });
}
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", drop);

/* A form that was opened under a row or a stage closes again. */
document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-close]")?.closest(".dose-fields");
  if (!form) return;
  form.closest(".row-on-desk, .desk-stage")?.focus();
  form.remove();
});

/* How many rows are ticked. */
document.addEventListener("change", (event) => {
  if (event.target.name !== "line") return;
  const words = document.querySelector("[data-chosen-count]");
  const number = document.querySelectorAll('[name="line"]:checked').length;
  words.textContent = `${words.dataset.words ??= words.textContent} ${number}`;
});

/* On a phone a row opens for more; it stays open when it is drawn anew. */
const open = new Set();
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (!opener) return;
  const row = opener.closest("[data-row]");
  if (!open.delete(row.id)) open.add(row.id);
  showOpen();
});
document.addEventListener("htmx:afterSettle", showOpen);

function showOpen() {
  for (const row of document.querySelectorAll("[data-row]")) {
    row.classList.toggle("is-open", open.has(row.id));
    row.querySelector("[data-open]").setAttribute("aria-expanded", open.has(row.id));
  }
}
