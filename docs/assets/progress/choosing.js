// One or several choices: native radio buttons or checkboxes in front of the texts of the page.

import {element} from "./elements.js";
import {judgeChoice} from "./grading.js";

export function askChoice(section) {
  const verdicts = [...section.querySelectorAll(".rm-verdicts > li")];
  const type = section.dataset.kind === "one" ? "radio" : "checkbox";
  const boxes = [...section.querySelectorAll(".rm-choices > li")].map(item => {
    const box = element("input", {type, name: section.dataset.question});
    item.replaceChildren(element("label", null, box, ...item.childNodes));
    return box;
  });
  const numbers = test => new Set(boxes.map((_, i) => i).filter(test));
  const right = numbers(i => verdicts[i].classList.contains("rm-right"));
  return {
    controls: [],
    ask: "Check",
    judge() {
      const chosen = numbers(i => boxes[i].checked);
      if (!chosen.size) return {hint: "Choose an answer first."};
      const judged = judgeChoice(chosen, right);
      const shown = judged.right ? [...chosen] : judged.wrong;
      const lacks = judged.missing && type === "checkbox" ? [element("p", null, "Something that is right is missing.")] : [];
      return {right: judged.right, words: [...shown.flatMap(i => [...verdicts[i].cloneNode(true).childNodes]), ...lacks]};
    },
    again() {
      for (const box of boxes) box.checked = false;
      boxes[0].focus();
    },
  };
}
