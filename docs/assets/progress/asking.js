// Turns a question of the page into a form. The page's own answer stays: folded, and hidden until the reader has tried.

import {askChoice} from "./choosing.js";
import {element} from "./elements.js";
import {askOrder} from "./sorting.js";
import {askFree, askOutput} from "./writing.js";

const AGAIN = "Try again";

// `judged(isRight, attempt, feedback)` hears of every verdict: of two on one attempt the later one holds. It may add to
// the feedback. Gives the place for a note beside the button.
export function makeForm(section, {say, judged}) {
  const answer = section.querySelector(".rm-answer");
  const feedback = element("div", {className: "rm-feedback", role: "status"});
  const note = element("span", {className: "rm-muted"});
  const submit = element("button", {type: "submit"});
  const kind = section.dataset.kind;
  let attempt = 0;
  const question = kind === "order" ? askOrder(section, say)
    : kind === "predict" ? askOutput(section, judge)
    : kind === "free" ? askFree(judge)
    : askChoice(section);

  function offer(words) {
    submit.textContent = words;
    submit.classList.toggle("rm-primary", words !== AGAIN);
  }

  function clear() {
    offer(question.ask);
    feedback.className = "rm-feedback";
    feedback.replaceChildren();
    answer.hidden = true;
    answer.open = false;
  }

  function show({right, hint, open, words}) {
    feedback.classList.toggle("rm-right", right === true);
    feedback.classList.toggle("rm-wrong", right === false);
    const mark = right === undefined ? [] : [element("span", {className: "rm-sign", "aria-hidden": "true"}, right ? "✓" : "✗")];
    feedback.replaceChildren(...mark, element("div", null, ...words ?? [hint]));
    if (hint) return;
    answer.hidden = false;
    answer.open = Boolean(open);
    offer(AGAIN);
    if (right !== undefined) judged(right, attempt, feedback.lastChild);
  }

  // The reader's own verdict.
  function judge(right) {
    show({right, open: true, words: [right ? "You had it." : "Not yet. Read the answer below once more."]});
    submit.focus();
  }

  const form = element("form", {noValidate: true, onsubmit(event) {
    event.preventDefault();
    if (submit.textContent === AGAIN) {
      clear();
      question.again();
    } else {
      attempt++;
      show(question.judge());
    }
  }});
  const legend = element("legend", null, section.querySelector("h3"));
  const fields = element("fieldset", null, legend, ...[...section.childNodes].filter(node => node !== answer));
  fields.append(...question.controls, element("div", {className: "rm-row"}, submit, note), feedback, answer);
  fields.addEventListener("change", clear);
  fields.addEventListener("input", clear);
  form.append(fields);
  section.replaceChildren(form);
  section.classList.add("rm-live");
  clear();
  return note;
}
