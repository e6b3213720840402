// What the record means: states, sums, what is ready, what is still missing.

import {isTicked} from "./record.js";

export const STATES = {
  todo: ["○", "Not started"],
  learning: ["◐", "Learning"],
  done: ["✓", "Done"],
  skipped: ["»", "Skipped"],
};

export const countTicks = (item, record) => item.ticks.filter(([key]) => isTicked(record, key)).length;

export function stateFromTicks(item, record) {
  const ticked = countTicks(item, record);
  return ticked === item.ticks.length ? "done" : ticked ? "learning" : "todo";
}

// What the reader did last counts: a chosen state wins over the ticks, until a later tick completes the item.
export function stateOf(item, record) {
  const [chosen, since] = record.states.get(item.key) ?? [""];
  const own = stateFromTicks(item, record);
  const completedSince = own === "done" && item.ticks.some(([key]) => record.ticks.get(key)[1] > since);
  return Object.hasOwn(STATES, chosen) && !completedSince ? chosen : own;
}

export const isSettled = (item, record) => ["done", "skipped"].includes(stateOf(item, record));

// Skipped items are left out of the sums; a done one counts whole, whatever is ticked.
export function tally(items, record) {
  const sum = {ticked: 0, of: 0, done: 0, items: 0, skipped: 0, hours: [0, 0]};
  for (const item of items) {
    const state = stateOf(item, record);
    if (state === "skipped") {
      sum.skipped++;
      continue;
    }
    const ticked = state === "done" ? item.ticks.length : countTicks(item, record);
    sum.items++;
    sum.done += state === "done";
    sum.ticked += ticked;
    sum.of += item.ticks.length;
    sum.hours = sum.hours.map((hours, end) => hours + item.hours[end] * (1 - ticked / item.ticks.length));
  }
  return sum;
}

export function stateOfAll(items, record) {
  const states = new Set(items.map(item => stateOf(item, record)));
  if (states.size === 1) return [...states][0];
  return states.has("todo") || states.has("learning") ? "learning" : "done";
}

// Lessons that are begun come first, then the order of the roadmap, in which they can be learned.
export function readyLessons(index, record) {
  const ready = [...index.items.values()].filter(item => index.scopes.has(`lesson:${item.key}`)
    && !isSettled(item, record) && item.requires.every(([key]) => isSettled(index.items.get(key), record)));
  const begun = item => stateOf(item, record) === "learning";
  return [...ready.filter(begun), ...ready.filter(item => !begun(item))];
}

export function whyReady(index, item, record) {
  const before = item.requires.map(([key]) => index.items.get(key));
  const titled = state => names(before.filter(each => stateOf(each, record) === state));
  const parts = [["you finished", titled("done")], ["you skipped", titled("skipped")]].filter(([, list]) => list);
  const past = parts.map(part => part.join(" ")).join(" and ");
  const next = names(index.unlocks.get(item.key).map(key => index.items.get(key)));
  const reason = past ? `${past[0].toUpperCase()}${past.slice(1)}` : "It needs nothing before it";
  return next ? `${reason}; it unlocks ${next}.` : `${reason}.`;
}

// What is still missing for a scope, prerequisites first. What lies before a settled lesson is not asked for again;
// a path is advice on an order of its own, so it is taken as it stands.
export function wayTo(index, scope, record) {
  const missing = scope.items.filter(item => !isSettled(item, record));
  if (scope.name.startsWith("path:")) return missing;
  const way = new Set();
  const visit = item => {
    if (way.has(item) || isSettled(item, record)) return;
    for (const [key] of item.requires) visit(index.items.get(key));
    way.add(item);
  };
  missing.forEach(visit);
  return [...way];
}

export const weeksFor = (hours, perWeek) => hours.map(each => Math.ceil(each / perWeek));

export function names(items) {
  const titles = items.map(item => item.title.replaceAll("`", ""));
  const shown = titles.length > 3 ? [...titles.slice(0, 2), `${titles.length - 2} more`] : titles;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : shown.join("");
}

export const span = ([low, high], unit) =>
  low === high ? `${low} ${unit}${low === 1 ? "" : "s"}` : `${low}–${high} ${unit}s`;
