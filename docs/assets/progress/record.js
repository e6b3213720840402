// What the reader did, as a record of five maps. Each entry is [value, time]: the time says which of two entries is the
// later one, so records from two tabs or two devices merge whatever the order. Unknown keys stay: another version of the
// guide may know them.

const MAPS = {ticks: "boolean", states: "string", notes: "string", settings: "string", answers: "string"};
const NAMES = Object.keys(MAPS);

// Step i turns the JSON of version i + 1 into that of version i + 2.
const STEPS = [
  data => ({...data, answers: {}}),
];

export const emptyRecord = () => Object.fromEntries(NAMES.map(name => [name, new Map()]));
export const isTicked = (record, key) => record.ticks.get(key)?.[0] === true;
export const valueOf = (record, name, key) => record[name].get(key)?.[0] ?? "";

// Later than every entry, also when the clock was set back or another device's is ahead.
export function nextTime(record, seconds) {
  const times = NAMES.flatMap(name => [...record[name].values()].map(([, time]) => time));
  return times.reduce((latest, time) => Math.max(latest, time + 1), seconds);
}

export function withEntry(record, name, key, value, time) {
  return {...record, [name]: new Map(record[name]).set(key, [value, time])};
}

export function merge(mine, theirs) {
  return mapRecord(mine, (map, name) => {
    for (const [key, entry] of theirs[name]) if (isLater(entry, map.get(key))) map.set(key, entry);
  });
}

// For an import: a tick on either side stays, two notes on one lesson are both kept, and no time lies in the future.
export function unite(mine, theirs, time) {
  const united = merge(mine, mapRecord(theirs, map => {
    for (const [key, [value, since]] of map) map.set(key, [value, Math.min(since, time)]);
  }));
  for (const [key, [ticked]] of [...mine.ticks, ...theirs.ticks]) {
    if (ticked && !isTicked(united, key)) united.ticks.set(key, [true, time]);
  }
  for (const [key, [note]] of theirs.notes) {
    const own = valueOf(mine, "notes", key);
    if (own.includes(note)) united.notes.set(key, mine.notes.get(key) ?? [note, time]);
    else if (!note.includes(own)) united.notes.set(key, [`${own}\n\n${note}`, time]);
    else united.notes.set(key, [note, time]);
  }
  return united;
}

// A renamed entry counts under its new key. The old one stays, so that an older copy of the page still finds it.
export function withRenames(record, renames) {
  return mapRecord(record, (map, name) => {
    for (const [from, to] of Object.entries(renames[name] ?? renames.items)) {
      if (map.has(from) && isLater(map.get(from), map.get(to))) map.set(to, map.get(from));
    }
  });
}

export const cleared = (record, time) => mapRecord(record, (map, name) => {
  for (const key of map.keys()) map.set(key, [MAPS[name] === "boolean" ? false : "", time]);
});

export const stamped = (record, time) => mapRecord(record, map => {
  for (const [key, [value]] of map) map.set(key, [value, time]);
});

// What differs in value, as [map, key, before, after].
export function changes(before, after) {
  return NAMES.flatMap(name => [...after[name]]
    .map(([key, [value]]) => [name, key, before[name].get(key)?.[0] ?? (name === "ticks" ? false : ""), value])
    .filter(([, , from, to]) => from !== to));
}

// Sorted, so that equal records are equal texts.
export function writeRecord(record, indent) {
  const sorted = NAMES.map(name => [name, Object.fromEntries([...record[name]].sort(([a], [b]) => a < b ? -1 : 1))]);
  return JSON.stringify({version: STEPS.length + 1, ...Object.fromEntries(sorted)}, null, indent);
}

// Throws where the text is not a record of this version or of one before it.
export function readRecord(text, steps = STEPS) {
  let data = JSON.parse(text);
  const version = data?.version;
  if (!Number.isInteger(version) || version < 1 || version > steps.length + 1) throw Error(`version ${version}`);
  for (const step of steps.slice(version - 1)) data = step(data);
  return Object.fromEntries(NAMES.map(name => [name, new Map(Object.entries(data[name]).map(entry => check(entry, name)))]));
}

function check(entry, name) {
  const [value, time] = entry[1];
  if (typeof value !== MAPS[name] || !Number.isSafeInteger(time)) throw Error(entry[0]);
  return entry;
}

function isLater([value, time], other) {
  return !other || time > other[1] || (time === other[1] && String(value) > String(other[0]));
}

function mapRecord(record, change) {
  return Object.fromEntries(NAMES.map(name => {
    const map = new Map(record[name]);
    change(map, name);
    return [name, map];
  }));
}
