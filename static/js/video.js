/* When does a foreign video load? Only after a tap: the facade becomes the player. */
const HOSTS = ["https://www.youtube-nocookie.com/", "https://player.vimeo.com/"];

function player(facade) {
  const { embed, file, title } = facade.dataset;
  if (file) {
    const video = document.createElement("video");
    Object.assign(video, { src: file, controls: true, autoplay: true, playsInline: true, title });
    return video;
  }
  if (!HOSTS.some((host) => embed?.startsWith(host))) return null;
  const frame = document.createElement("iframe");
  Object.assign(frame, { title, referrerPolicy: "strict-origin-when-cross-origin" });
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  const address = new URL(embed);
  address.searchParams.set("autoplay", "1"); // keeps a "#t=30s" at the end
  frame.src = address.href;
  return frame;
}

for (const facade of document.querySelectorAll("a.video")) {
  facade.addEventListener("click", (event) => {
    const film = player(facade);
    if (!film) return;
    event.preventDefault();
    const holder = document.createElement("div");
    holder.className = "video";
    holder.append(film);
    facade.replaceWith(holder);
    film.focus();
  });
}
