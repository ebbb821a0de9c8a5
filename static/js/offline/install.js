/* Can this browser put the app on the home screen with one tap? Then it shows a button for it. */
const place = document.getElementById("install");
let offer;

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  place.hidden = false;
});

place.querySelector("button").addEventListener("click", async () => {
  await offer.prompt();
  place.hidden = true;
});

addEventListener("appinstalled", () => import("./lasting.js"));

/* Already there: nothing to tell. */
if (matchMedia("(display-mode: standalone)").matches || navigator.standalone) place.closest("section").hidden = true;
