/* Does the screen stay on? A wake lock where the browser has one; it is lost when hidden. */
export class Awake {
  constructor() {
    this.isWanted = false;
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.isWanted) this.ask();
    });
  }

  get isThere() {
    return "wakeLock" in navigator;
  }

  keep() {
    if (this.isWanted) return;
    this.isWanted = true;
    this.ask();
  }

  async ask() {
    try {
      this.lock = await navigator.wakeLock?.request("screen");
    } catch { /* refused, for example with a low battery */ }
  }

  release() {
    this.isWanted = false;
    this.lock?.release().catch(() => {});
  }
}
