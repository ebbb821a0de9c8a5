/* Which short tones mark the time? Made by the browser, no files; and a buzz where there is one. */
const TONES = {
  tick: [[660, 0, 0.08]],
  go: [[880, 0, 0.25]],
  end: [[880, 0, 0.14], [1175, 0.18, 0.3]],
  phase: [[520, 0, 0.12]],
  turn: [[660, 0, 0.14], [660, 0.22, 0.14]],
  all: [[659, 0, 0.16], [880, 0.18, 0.16], [1319, 0.36, 0.45]],
};
const BUZZES = { go: 120, phase: 60, end: [120, 80, 120], turn: [80, 60, 80], all: [120, 80, 120, 80, 240] };
const LOUDNESS = 0.25;

export class Sound {
  constructor() {
    this.isOn = true;
  }

  /* Browsers let a page sound only after a tap. */
  wake() {
    const Context = window.AudioContext ?? window.webkitAudioContext;
    if (!Context) return;
    this.context ??= new Context();
    this.resume();
  }

  /* A call or another app suspends it: "suspended", or "interrupted" on an iPhone. */
  resume() {
    if (this.context && this.context.state !== "running") this.context.resume().catch(() => {});
  }

  play(name) {
    if (!this.isOn) return;
    if (BUZZES[name]) navigator.vibrate?.(BUZZES[name]);
    if (this.context?.state !== "running") return;
    for (const [pitch, delay, length] of TONES[name]) this.tone(pitch, delay, length);
  }

  tone(pitch, delay, length) {
    const from = this.context.currentTime + delay;
    const oscillator = new OscillatorNode(this.context, { frequency: pitch });
    const volume = new GainNode(this.context, { gain: 0 });
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.001, from + length);
    oscillator.connect(volume).connect(this.context.destination);
    oscillator.start(from);
    oscillator.stop(from + length);
  }
}
