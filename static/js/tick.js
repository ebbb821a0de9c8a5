/* When and where was it ticked? Fills that in, and says so when a tick did not get through. */
const NO_SIGNAL = "No signal. This is not saved yet. Please tap again when you are online.";

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-tick]");
  if (!form) return;
  form.elements.ticked_at.value = new Date().toISOString();
  form.elements.zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}, true);

function say(words) {
  document.querySelector(".js-said")?.remove();
  const said = document.createElement("p");
  said.className = "callout tone-amber js-said";
  said.setAttribute("role", "alert");
  said.textContent = words;
  document.querySelector("main").prepend(said);
  said.scrollIntoView({ block: "center" });
}

document.addEventListener("htmx:sendError", () => say(NO_SIGNAL));
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  // Signed out meanwhile: the answer is another page, which must not land in a row.
  const answered = new URL(xhr.responseURL || location.href, location.href);
  if (answered.pathname === new URL(requestConfig.path, location.href).pathname) return;
  event.detail.shouldSwap = false;
  location.assign(answered);
});
document.addEventListener("htmx:responseError", () => location.reload());
