// What the reader writes: the output of a program, which is compared, or an answer in their own words, which they judge.

import {button, element} from "./elements.js";
import {firstDifference} from "./grading.js";

export function askOutput(section, judgeSelf) {
  const field = element("textarea", {rows: 4, spellcheck: false, className: "rm-output", "aria-label": "What is printed"});
  return {
    controls: [field],
    ask: "Check",
    judge() {
      if (!field.value.trim()) return {hint: "Write what is printed first."};
      const line = firstDifference(field.value, section.querySelector(".rm-answer pre code").textContent);
      if (!line) return {right: true, words: ["Right: this is what is printed."]};
      const same = button("Mine says the same", () => judgeSelf(true));
      return {right: false, words: [element("p", null, `Line ${line} differs from what is printed.`), same]};
    },
    again() {
      field.focus();
    },
  };
}

export function askFree(judgeSelf) {
  const field = element("textarea", {rows: 4, "aria-label": "Your answer; it is not kept"});
  return {
    controls: [field],
    ask: "Compare",
    judge() {
      const buttons = [button("I had it", () => judgeSelf(true)), button("Not yet", () => judgeSelf(false))];
      const words = element("p", null, "Compare with the answer below. Does yours give the same reason?");
      return {open: true, words: [words, element("div", {className: "rm-row"}, ...buttons)]};
    },
    again() {
      field.focus();
    },
  };
}
