/* What is said aloud? The browser's own voice, in the language of the page. */
export class Speech {
  constructor(language) {
    this.language = language;
    this.isOn = false;
    this.engine = window.speechSynthesis;
  }

  /* Voices may come late: without a list the browser chooses by the language itself. */
  get voices() {
    return this.engine?.getVoices?.() ?? [];
  }

  /* A voice of exactly this language, else of its family: "de-AT" for "de". */
  get voice() {
    const own = this.language.toLowerCase();
    const spoken = (voice) => voice.lang.replace("_", "-").toLowerCase();
    return this.voices.find((voice) => spoken(voice) === own)
      ?? this.voices.find((voice) => spoken(voice).split("-")[0] === own.split("-")[0]);
  }

  get isThere() {
    return Boolean(this.engine) && (!this.voices.length || Boolean(this.voice));
  }

  /* A new sentence takes the place of one that is still being said. */
  say(words) {
    if (!this.isOn || !this.isThere || !words) return;
    this.hush();
    const spoken = new SpeechSynthesisUtterance(words);
    spoken.lang = this.language;
    spoken.voice = this.voice ?? null;
    this.engine.speak(spoken);
  }

  hush() {
    this.engine?.cancel();
  }
}
