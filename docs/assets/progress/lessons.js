// Below a lesson or a project: its state, its bar, a private note, and what is ready after it.

import {element, fill, makeBar} from "./elements.js";
import {STATES, countTicks, isSettled, readyLessons, stateFromTicks, stateOf, tally} from "./learning.js";
import {renderReady} from "./ready.js";
import {valueOf} from "./record.js";

export function mountLessons(app) {
  return [...document.querySelectorAll("[data-item]")].map(slot => mountItem(app, slot, app.index.items.get(slot.dataset.item)));
}

function mountItem(app, slot, item) {
  const {index, store, say} = app;
  const select = makeStates(item);
  const bar = makeBar(item.title);
  const note = element("textarea", {rows: 4, "aria-label": `Your note on ${item.title}`});
  const noteTitle = element("summary");
  const next = element("details", {className: "rm-why rm-next"}, element("summary"), element("ul"));
  const more = element("details", {className: "rm-why"}, noteTitle, note);
  slot.replaceChildren(
    element("div", {className: "rm-row"}, select, ...bar.parts),
    element("div", {className: "rm-row"}, more, next),
  );
  select.onchange = () => {
    const state = select.value;
    store.change("states", item.key, state === stateFromTicks(item, store.record) ? "" : state);
    say(`${item.title}: ${STATES[state][1]}`);
  };
  note.oninput = () => store.change("notes", item.key, note.value);
  return record => {
    select.value = stateOf(item, record);
    bar.show(tally([item], record), `${countTicks(item, record)} of ${item.ticks.length}`);
    if (note !== document.activeElement) note.value = valueOf(record, "notes", item.key);
    noteTitle.textContent = note.value ? "Your note ✎" : "Add a note";
    const unlocked = new Set(index.unlocks.get(item.key));
    const ready = isSettled(item, record) ? readyLessons(index, record).filter(each => unlocked.has(each.key)) : [];
    next.hidden = !ready.length;
    next.firstChild.textContent = `Ready now: ${ready.length} ${ready.length === 1 ? "lesson" : "lessons"}`;
    fill(next.lastChild, ...ready.map(each => renderReady(app, each, record)));
  };
}

function makeStates(item) {
  const options = Object.entries(STATES).map(([value, [icon, word]]) => element("option", {value}, `${word} ${icon}`));
  return element("select", {className: "rm-state", "aria-label": `State of ${item.title}`}, ...options);
}
