/* Which button copies the link, or the text, beside it? data-copy may name a field elsewhere. Shows the button only where it can work. */
for (const holder of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(holder.dataset.copy) || holder.querySelector("input");
  const button = holder.querySelector("button");
  const said = holder.querySelector("[data-copied]");
  const words = button.querySelector("span");
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    const before = words.textContent;
    words.textContent = said.textContent = said.dataset.copied;
    setTimeout(() => { words.textContent = before; said.textContent = ""; }, 2500);
  });
}
