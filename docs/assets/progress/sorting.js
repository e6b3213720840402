// Steps to put in order: two buttons move each, and the focus stays on the button.

import {button, element} from "./elements.js";
import {inPlace} from "./grading.js";

export function askOrder(section, say) {
  const list = section.querySelector(".rm-choices");
  const items = [...list.children];
  const name = item => item.querySelector(".rm-step").textContent.trim().slice(0, 80);
  const move = (item, by, moved) => {
    const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (other) by < 0 ? other.before(item) : other.after(item);
    moved.focus();
    say(`${name(item)}: ${[...list.children].indexOf(item) + 1} of ${items.length}`);
    list.dispatchEvent(new Event("change", {bubbles: true}));
  };
  for (const item of items) {
    const step = element("div", {className: "rm-step"}, ...item.childNodes);
    const [up, down] = [["↑", "up", -1], ["↓", "down", 1]].map(([sign, word, by]) => {
      const made = button(sign, () => move(item, by, made));
      made.setAttribute("aria-label", `Move ${word}: ${step.textContent.trim().slice(0, 80)}`);
      return made;
    });
    item.replaceChildren(element("div", {className: "rm-movers"}, up, down), step);
  }
  return {
    controls: [],
    ask: "Check",
    judge() {
      const found = inPlace([...list.children].map(item => Number(item.dataset.place)));
      const right = found === items.length;
      return {right, words: [right ? "Right: this is the order." : `Not yet: ${found} of ${items.length} stand in their place.`]};
    },
    again() {
      list.querySelector("button").focus();
    },
  };
}
