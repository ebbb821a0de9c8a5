/* Does the screen stay on? A wake lock where the browser has one; it is lost when hidden, and
   refused for example with a low battery. */
export class Awake {
  /* heard() is called when it is refused, or given after all. */
  constructor(heard) {
    this.heard = heard;
    this.isWanted = this.isRefused = false;
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.isWanted) this.ask();
    });
  }

  get isThere() {
    return "wakeLock" in navigator;
  }

  get mayGoDark() {
    return !this.isThere || this.isRefused;
  }

  keep() {
    if (this.isWanted && !this.isRefused) return;
    this.isWanted = true;
    this.ask();
  }

  async ask() {
    const before = this.isRefused;
    try {
      this.lock = await navigator.wakeLock?.request("screen");
      this.isRefused = false;
    } catch {
      this.isRefused = !document.hidden; // a hidden page gets none, and asks again when it is back
    }
    if (before !== this.isRefused) this.heard();
  }

  release() {
    this.isWanted = false;
    this.lock?.release().catch(() => {});
  }
}
