// The bar of a topic or a path, or of the whole roadmap, in the slot that the page keeps for it.

import {element, makeBar} from "./elements.js";
import {tally} from "./learning.js";
import {makePace} from "./pace.js";

export function mountBars(app) {
  return [...document.querySelectorAll("[data-bar]")].map(slot => {
    const scope = app.index.scopes.get(slot.dataset.bar);
    const bar = makeBar(scope.title);
    const row = element("div", {className: "rm-row"}, ...bar.parts);
    slot.replaceChildren(row);
    if (scope.name.startsWith("topic:")) row.append(element("a", {href: app.url(`progress.html#way=${scope.name}`)}, "The way here"));
    const pace = scope.name.startsWith("path:") && makePace(app, "this path");
    if (pace) slot.append(pace.element);
    return record => {
      bar.show(tally(scope.items, record), figures(scope.items, record));
      if (pace) pace.show(scope, record);
    };
  });
}

export function figures(items, record) {
  const sum = tally(items, record);
  if (items.length === 1) return `${sum.ticked} of ${sum.of} ticked`;
  const noun = items.every(item => item.minutes) ? "lessons" : "lessons and projects";
  return `${sum.done} of ${sum.items} ${noun} done${sum.skipped ? `, ${sum.skipped} skipped` : ""}`;
}
