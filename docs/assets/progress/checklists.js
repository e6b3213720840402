// Every outcome and milestone becomes a native checkbox, in the place of the box that the style sheet draws.

import {element} from "./elements.js";
import {countTicks} from "./learning.js";
import {isTicked} from "./record.js";

export function mountChecklists({index, store, say}) {
  return [...document.querySelectorAll("[data-outcome], [data-milestone]")].map(entry => {
    const key = entry.dataset.outcome ?? entry.dataset.milestone;
    const box = entry.querySelector("input") ?? wrap(entry);
    box.onchange = () => {
      store.change("ticks", key, box.checked);
      const item = index.items.get(key.slice(0, key.lastIndexOf("/")));
      say(`${item.title}: ${countTicks(item, store.record)} of ${item.ticks.length}`);
    };
    return record => {
      box.checked = isTicked(record, key);
    };
  });
}

function wrap(entry) {
  const box = element("input", {type: "checkbox"});
  entry.replaceChildren(element("label", null, box, ...entry.childNodes));
  return box;
}
