// Placement: two questions of each topic that the reader wants to be asked about, then a proposal of lessons to skip.
// No answer is kept: only the lessons that the reader agrees to skip.

import {loadQuestions, takeQuestion} from "./bank.js";
import {button, element, inline} from "./elements.js";
import {isSettled, readyLessons} from "./learning.js";
import {proposeSkips, topicOf} from "./placement.js";
import {valueOf, withEntry} from "./record.js";
import {askSeries, focusOn} from "./series.js";

export function mountPlacement(app) {
  for (const slot of document.querySelectorAll("[data-placement]")) {
    if (slot.dataset.placement && !slot.firstChild) chooseTopics(app, slot);
  }
  return [];
}

function chooseTopics(app, slot) {
  const keys = slot.dataset.placement.split(" ").filter(Boolean);
  const topics = [...new Set(keys.map(topicOf))];
  const boxes = topics.map(topic => element("input", {type: "checkbox", checked: true, value: topic}));
  const begin = button("Begin", async () => {
    const wanted = new Set(boxes.filter(box => box.checked).map(box => box.value));
    await loadQuestions(app.url, [...wanted]);
    const questions = keys.filter(key => wanted.has(topicOf(key))).map(key => [key, takeQuestion(app.url, key)]);
    ask(app, slot, questions.filter(([, section]) => section));
  }, "rm-primary");
  const show = () => {
    const chosen = boxes.filter(box => box.checked).length;
    begin.textContent = `Begin: ${2 * chosen} questions`;
    begin.disabled = !chosen;
  };
  const titled = box => element("label", null, box, " ", ...inline(app.index.scopes.get(`topic:${box.value}`).title));
  const choice = element("fieldset", {onchange: show, className: "rm-topics"},
    element("legend", null, "Ask me about"), element("ul", null, ...boxes.map(box => element("li", null, titled(box)))));
  const all = ["All", "None"].map((word, i) => button(word, () => {
    for (const box of boxes) box.checked = !i;
    show();
  }));
  slot.replaceChildren(choice, element("div", {className: "rm-row"}, begin, ...boxes.length > 4 ? all : []));
  show();
}

function ask(app, slot, questions) {
  const results = new Map();
  askSeries(app, slot, questions, {
    judged(key, right) {
      if (!results.has(key)) results.set(key, right);
    },
    finish() {
      propose(app, slot, [...results].map(([key, right]) => [key.slice(0, key.lastIndexOf("/")), right]));
    },
    extra: (key, next) => [button("I do not know", () => {
      if (!results.has(key)) results.set(key, false);
      next();
    })],
  });
}

function propose(app, slot, results) {
  const {index, store} = app;
  const items = proposeSkips(index, results, item => !isSettled(item, store.record));
  const right = results.filter(([, isRight]) => isRight).length;
  const words = `You answered ${right} of ${results.length} right.`;
  if (!items.length) return finish(app, slot, `${words} There is no lesson to skip yet.`);
  const score = element("p", null, words);
  const boxes = items.map(item => element("input", {type: "checkbox", checked: true, value: item.key}));
  const chosen = () => boxes.filter(box => box.checked).map(box => box.value);
  const start = element("p");
  const show = () => start.replaceChildren(...whereToStart(app, skipping(store, chosen())));
  const accept = button("Skip these lessons", () => {
    const keys = chosen();
    const before = keys.map(key => [key, valueOf(store.record, "states", key)]);
    store.add(skipping(store, keys));
    const undo = button("Take it back", () => {
      for (const [key, state] of before) store.change("states", key, state);
      finish(app, slot, "Nothing is skipped.");
    });
    const words = keys.length === 1 ? "1 lesson is skipped. Its page stays" : `${keys.length} lessons are skipped. Their pages stay`;
    finish(app, slot, `${words} open to you.`, undo);
  }, "rm-primary");
  const again = button("Change nothing", () => finish(app, slot, "Nothing was changed."));
  const lists = [...new Set(items.map(item => topicOf(item.key)))].map(topic => element("details", {open: true, className: "rm-why"},
    element("summary", null, ...inline(index.scopes.get(`topic:${topic}`).title)),
    element("ul", null, ...boxes.filter(box => topicOf(box.value) === topic).map(box =>
      element("li", null, element("label", null, box, " ", ...inline(index.items.get(box.value).title)))))));
  const proposal = element("fieldset", {onchange: show, className: "rm-topics"},
    element("legend", null, "You may skip these lessons"), ...lists);
  slot.replaceChildren(score, proposal, start, element("div", {className: "rm-row"}, accept, again));
  show();
  focusOn(score);
}

function finish(app, slot, words, ...more) {
  const said = element("p", null, words);
  const start = element("p", null, ...whereToStart(app, app.store.record));
  const over = button("Begin again", () => chooseTopics(app, slot));
  slot.replaceChildren(said, start, element("div", {className: "rm-row"}, ...more, over));
  focusOn(said);
}

function whereToStart({index, url}, record) {
  const [first] = readyLessons(index, record);
  return first ? ["Start with ", element("a", {href: url(first.page)}, ...inline(first.title)), "."]
    : ["You have been through every lesson of the guide."];
}

// The record as it were if some lessons were skipped.
const skipping = (store, keys) =>
  keys.reduce((record, key) => withEntry(record, "states", key, "skipped", store.now()), store.record);
