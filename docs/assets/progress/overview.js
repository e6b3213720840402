// Everything on one page: each path, topic and project with its bar; inside a topic its lessons with states and notes.

import {element, fill, inline, makeBar} from "./elements.js";
import {STATES, countTicks, stateOf, tally} from "./learning.js";
import {figures} from "./bars.js";
import {valueOf} from "./record.js";

export function mountOverview(app) {
  return [...document.querySelectorAll("[data-overview]")].flatMap(slot => {
    const scopes = [...app.index.scopes.values()].filter(scope => scope.name.startsWith(`${slot.dataset.overview}:`));
    const rows = scopes.map(scope => makeRow(app, scope));
    slot.replaceChildren(...rows.map(row => row.element));
    return rows.map(row => row.update);
  });
}

function makeRow(app, scope) {
  const bar = makeBar(scope.title);
  const list = element("ul");
  const title = element("span", {className: "rm-title"}, ...inline(scope.title));
  const row = element("details", {className: "rm-why"}, element("summary", {className: "rm-row"}, title, ...bar.parts), list);
  const update = record => {
    bar.show(tally(scope.items, record), figures(scope.items, record));
    fill(list, ...scope.items.map(item => renderItem(app, item, record)));
  };
  return {element: row, update};
}

function renderItem({url}, item, record) {
  const [icon, word] = STATES[stateOf(item, record)];
  const note = valueOf(record, "notes", item.key);
  return element("li", null,
    element("a", {href: url(item.page)}, ...inline(item.title)),
    element("span", {className: "rm-muted"}, ` ${icon} ${word}, ${countTicks(item, record)} of ${item.ticks.length}`),
    ...note ? [element("blockquote", null, note)] : []);
}
