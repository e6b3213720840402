// The questions at the end of a lesson.

import {makeForm} from "./asking.js";
import {makeKeeper, readAgain, wordsFor} from "./recording.js";
import {valueOf} from "./record.js";

const made = new WeakMap();

export function mountQuestions(app) {
  return [...document.querySelectorAll("article > .rm-question")].map(section => {
    if (!made.has(section)) made.set(section, mountQuestion(app, section));
    return made.get(section);
  });
}

function mountQuestion({store, say}, section) {
  const key = section.dataset.question;
  const keep = makeKeeper(store, key);
  const note = makeForm(section, {say, judged(right, attempt, feedback) {
    keep(right, attempt);
    if (!right) readAgain(feedback);
  }});
  return record => {
    note.textContent = wordsFor(valueOf(record, "answers", key), new Date());
  };
}
