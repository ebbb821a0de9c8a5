/* What time is it? The wall clock in milliseconds: right after sleep too, and never backwards. */
let ahead = 0;
let last = 0;

export function now() {
  const at = Date.now() + ahead;
  if (at < last) ahead += last - at; // somebody set the clock back
  last = Math.max(at, last);
  return last;
}
