/* What is said aloud? The browser's own voice, in the language of the page. */
export class Speech {
  constructor(language) {
    this.language = language;
    this.isOn = false;
    this.wasHeard = false; // since the page was opened
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
    spoken.onstart = () => this.began(spoken);
    spoken.onend = spoken.onerror = () => this.ended(spoken);
    this.engine.speak(spoken);
  }

  /* A page that nobody has tapped yet may stay silent: only what began is being read. */
  began(spoken) {
    this.current = spoken;
    this.wasHeard = true;
  }

  ended(spoken) {
    if (this.current === spoken) this.current = null;
  }

  isSaying(words) {
    return this.current?.text === words;
  }

  hush() {
    this.current = null;
    this.engine?.cancel();
  }
}
