/* Which day is it for the patient, and what is still open on it? A day ends at 03:00. */
const DAY_ENDS_AT = 3;

function localDay(zone) {
  const options = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", hourCycle: "h23" };
  const parts = new Intl.DateTimeFormat("en-CA", options).formatToParts(new Date());
  const { year, month, day, hour } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  const on = `${year}-${month}-${day}`;
  return Number(hour) < DAY_ENDS_AT ? daysAfter(on, -1) : on;
}

function daysAfter(on, days) {
  const noon = new Date(`${on}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10);
}

const codeIn = (path) => path.split("?")[0].split("/").at(-2);
const fieldsOf = (deed) => new URLSearchParams(deed.body);

/* The slots of one exercise that have their answer, with what waits here. */
function takenSlots(row, on, deeds) {
  const taken = new Map(row.taken.map((slot) => [slot, ""]));
  for (const deed of deeds) {
    const fields = fieldsOf(deed);
    if (deed.kind === "untick") {
      const id = codeIn(deed.path);
      for (const [slot, by] of taken) if (by === id) taken.delete(slot);
    } else if (["tick", "skip"].includes(deed.kind) && deed.on === on && codeIn(deed.path) === row.code) {
      taken.set(Number(fields.get("slot")), fields.get("tick_id"));
    }
  }
  return taken;
}

function nextSlot(row, on, deeds) {
  const taken = takenSlots(row, on, deeds);
  for (let slot = 1; slot <= row.slots; slot += 1) if (!taken.has(slot)) return slot;
  return null;
}

/* The exercises of a day that are due and not answered. */
function openRows(kept, on, deeds) {
  return (kept.days[on] ?? []).filter((row) => nextSlot(row, on, deeds) !== null);
}
