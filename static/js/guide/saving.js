/* How does what was done reach the server, once? A queue kept on the device, sent in order and
   sent again until it is answered. The id of a tick is made once and never changes. */
import { read, write } from "./memory.js";

const RETRY = [2000, 5000, 15000, 60000];

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/* After a new sign-in in another tab, the token of this page is an old one. */
async function tokenNow(old) {
  const response = await fetch(location.href, { redirect: "manual" });
  const page = new DOMParser().parseFromString(response.ok ? await response.text() : "", "text/html");
  return page.getElementById("guide")?.dataset.csrf ?? old;
}

export class Saving {
  /* heard({waiting, problem, refused}) is called with every change. */
  constructor({ who, csrf, heard }) {
    Object.assign(this, { name: `guide.waiting.${who}`, csrf, heard, tries: 0, isSending: false });
    this.problem = "";
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.hidden || this.send());
  }

  get queue() {
    return read(this.name) ?? [];
  }

  waitsFor(code, slot) {
    return this.queue.some((entry) => entry.body.slot === slot && entry.code === code);
  }

  add(entry) {
    write(this.name, [...this.queue, entry]);
    this.tell();
    return this.send();
  }

  drop(id) {
    write(this.name, this.queue.filter((entry) => entry.id !== id));
  }

  tell(refused = "") {
    this.heard({ waiting: this.queue.length, problem: this.problem, refused });
  }

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.timer);
    let goesOn = true;
    while (goesOn && this.queue.length) goesOn = await this.sendOne(this.queue[0]);
    this.isSending = false;
    if (goesOn) return;
    this.timer = setTimeout(() => this.send(), RETRY[Math.min(this.tries++, RETRY.length - 1)]);
  }

  /* True if the next one may be sent, false if this one must be tried again. */
  async sendOne(entry) {
    const answer = await this.post(entry);
    this.problem = answer.problem ?? "";
    if (!answer.problem) {
      this.drop(entry.id);
      this.tries = 0;
    }
    this.tell(answer.refused);
    return !answer.problem;
  }

  async post({ url, body }) {
    try {
      const response = await fetch(url, {
        method: "POST",
        body: new URLSearchParams(body),
        headers: { Accept: "application/json", "X-CSRFToken": this.csrf },
        redirect: "manual",
        keepalive: true,
      });
      // A server that dies may leave an answer without a body: only what can be read counts.
      if (response.ok) return (await response.json(), {});
      if (response.status === 422) return { refused: (await response.json().catch(() => ({}))).words ?? "gone" };
      if (response.status === 404) return { refused: "gone" };
      if (response.status === 403) this.csrf = await tokenNow(this.csrf);
      if ([401, 403].includes(response.status) || response.type === "opaqueredirect") return { problem: "signed_out" };
      return { problem: "waiting" };
    } catch {
      return { problem: "waiting" };
    }
  }
}
