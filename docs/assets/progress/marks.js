// The state on every card, stop and node of a diagram: a class, an icon and a word.

import {element} from "./elements.js";
import {STATES, stateOfAll, tally} from "./learning.js";

const KINDS = ["topic", "lesson", "stop", "path", "project"];

export function mountMarks({index}) {
  return KINDS.flatMap(kind => [...document.querySelectorAll(`[data-${kind}]`)].map(node => {
    const {items} = index.scopes.get(`${kind}:${node.dataset[kind]}`);
    return record => {
      const state = stateOfAll(items, record);
      for (const name of Object.keys(STATES)) node.classList.toggle(`rm-${name}`, name === state);
      const sum = tally(items, record);
      node.style.setProperty("--rm-share", sum.of ? sum.ticked / sum.of : 0);
      (node instanceof SVGElement ? markDrawn : markWritten)(node, state);
    };
  }));
}

function markWritten(node, state) {
  const [icon, word] = STATES[state];
  node.querySelector(".rm-mark")?.remove();
  if (state === "todo") return;
  const mark = element("span", {className: "rm-mark"}, element("span", {"aria-hidden": "true"}, icon), ` ${word}`);
  (node.querySelector("a, h2") ?? node).append(mark);
}

// In a drawing icon and word stand on the upper edge of the node's box, at its right end. The node's name says the word
// behind its first sentence, which is what the node shows.
function markDrawn(node, state) {
  const [icon, word] = STATES[state];
  node.dataset.name ??= node.getAttribute("aria-label") ?? node.textContent.trim();
  const {name} = node.dataset;
  node.setAttribute("aria-label", state === "todo" ? name : name.replace(/\.(?= |$)|$/, `, ${word.toLowerCase()}$&`));
  node.querySelector(".rm-mark")?.remove();
  const box = node.querySelector("rect");
  if (state === "todo" || !box) return;
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "text");
  const corner = {x: Number(box.getAttribute("x")) + Number(box.getAttribute("width")) - 8, y: Number(box.getAttribute("y"))};
  for (const [attribute, value] of Object.entries({class: "rm-mark", "aria-hidden": "true", ...corner})) mark.setAttribute(attribute, value);
  mark.textContent = `${icon} ${word}`;
  node.append(mark);
}
