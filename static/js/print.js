/* Which button prints the page? Shown only where scripts run; the browser's own menu prints too. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
