/* What is said aloud? The browser's own voice, in the language of the page. */
export class Speech {
  constructor(language) {
    this.language = language;
    this.isOn = false;
    this.engine = window.speechSynthesis;
  }

  get isThere() {
    return Boolean(this.engine);
  }

  /* A new sentence takes the place of one that is still being said. */
  say(words) {
    if (!this.isOn || !this.isThere || !words) return;
    this.hush();
    const spoken = new SpeechSynthesisUtterance(words);
    spoken.lang = this.language;
    this.engine.speak(spoken);
  }

  hush() {
    this.engine?.cancel();
  }
}
