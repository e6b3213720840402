// "Ready now": the lessons whose prerequisites are all behind the reader, each with why.

import {element, fill, inline} from "./elements.js";
import {readyLessons, whyReady} from "./learning.js";

export function mountReady(app) {
  return [...document.querySelectorAll("[data-ready]")].map(slot => record => {
    const ready = inOrder(app.index, slot.dataset.after, record).slice(0, Number(slot.dataset.ready));
    fill(slot, ready.length
      ? element("ol", null, ...ready.map(item => renderReady(app, item, record)))
      : element("p", null, "You have been through every lesson of the guide."));
  });
}

// At the end of a lesson, what it unlocks comes first.
function inOrder(index, after, record) {
  const unlocked = new Set(index.unlocks.get(after));
  const ready = readyLessons(index, record);
  return [...ready.filter(item => unlocked.has(item.key)), ...ready.filter(item => !unlocked.has(item.key))];
}

export function renderReady({index, url}, item, record) {
  const link = element("a", {href: url(item.page)}, ...inline(item.title));
  return element("li", null, link, element("span", {className: "rm-muted"}, ` ${whyReady(index, item, record)}`));
}
