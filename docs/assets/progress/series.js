// One question after the other, in a slot of a page that is not their own.

import {makeForm} from "./asking.js";
import {button, element, inline} from "./elements.js";

// `judged(key, right, attempt, feedback)` hears of every verdict, `finish()` of the end. `extra(key, next)` gives buttons
// for who does not answer.
export function askSeries({index, url, say}, slot, questions, {judged, finish, extra = () => []}) {
  const ask = i => {
    if (i === questions.length) return finish();
    const [key, section] = questions[i];
    const item = index.items.get(key.slice(0, key.lastIndexOf("/")));
    const next = button(i + 1 < questions.length ? "Next question" : "Finish", () => ask(i + 1), "rm-primary");
    const others = extra(key, () => ask(i + 1));
    next.hidden = true;
    makeForm(section, {say, judged(right, attempt, feedback) {
      judged(key, right, attempt, feedback);
      next.hidden = false;
      for (const other of others) other.hidden = true;
    }});
    const place = element("p", {className: "rm-muted"}, `Question ${i + 1} of ${questions.length}, from `,
      element("a", {href: url(item.page)}, ...inline(item.title)));
    slot.replaceChildren(place, section, element("div", {className: "rm-row"}, next, ...others));
    focusOn(section.querySelector("h3"));
  };
  ask(0);
}

export function focusOn(node) {
  node.tabIndex = -1;
  node.focus();
}
