/* What will the patient see? The form as it stands now, drawn beside it; nothing is saved. */
const holder = document.querySelector("[data-live]");
const form = document.querySelector("#content-main form");
const frame = holder?.querySelector("iframe");
let waiting;

function words() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

function chosenPictures() {
  return [...form.querySelectorAll('input[type="file"]')].filter((input) => input.files[0]);
}

function showPictures(page) {
  const place = page.querySelector("[data-new-pictures]");
  const chosen = chosenPictures();
  if (!place || !chosen.length) return;
  for (const input of chosen) {
    const picture = page.createElement("img");
    picture.src = URL.createObjectURL(input.files[0]);
    picture.alt = form.elements[input.name.replace(/image$/, "alt")]?.value ?? "";
    picture.onload = () => URL.revokeObjectURL(picture.src);
    const figure = page.createElement("figure");
    figure.className = "own-picture";
    figure.append(picture);
    place.append(figure);
  }
  page.querySelector("[data-pictures] > .figure")?.remove();
}

async function show() {
  const answer = await fetch(holder.dataset.live, { method: "POST", body: words() });
  if (!answer.ok) return;
  const scrolled = frame.contentWindow?.scrollY ?? 0;
  frame.onload = () => {
    frame.contentDocument.body.inert = true;
    showPictures(frame.contentDocument);
    frame.contentWindow.scrollTo(0, scrolled);
  };
  frame.srcdoc = await answer.text();
  frame.hidden = false;
  holder.querySelector("[data-live-words]").hidden = true;
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(show, 500);
}

if (holder && form) {
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  show();
}

/* The handles that move a picture first or last work by keyboard too. */
for (const handle of document.querySelectorAll('.sort [role="button"]')) {
  handle.tabIndex = 0;
  handle.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    handle.click();
  });
}
