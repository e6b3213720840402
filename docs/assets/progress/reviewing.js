// The review: what is due, one question after the other.

import {dueKeys, inBox, showDay} from "./answers.js";
import {loadQuestions, takeQuestion} from "./bank.js";
import {button, element} from "./elements.js";
import {topicOf} from "./placement.js";
import {lessonToRead, makeKeeper, readAgain} from "./recording.js";
import {askSeries, focusOn} from "./series.js";

export function mountReview(app) {
  return [...document.querySelectorAll("[data-review]")].map(slot => {
    const {index, store, url} = app;
    const words = element("p");
    const begin = button("Begin", async () => {
      const keys = dueKeys(index.questions, store.record, new Date());
      await loadQuestions(url, keys.map(topicOf));
      const questions = keys.map(key => [key, takeQuestion(url, key)]).filter(([, section]) => section);
      if (questions.length) review(questions);
      else words.textContent = "These questions could not be loaded.";
    }, "rm-primary");
    const idle = (...before) => slot.replaceChildren(...before, words, begin);
    const review = questions => {
      const keepers = new Map(questions.map(([key]) => [key, makeKeeper(store, key)]));
      const right = new Map();
      askSeries(app, slot, questions, {
        judged(key, isRight, attempt, feedback) {
          keepers.get(key)(isRight, attempt);
          if (!right.has(key)) right.set(key, isRight);
          if (!isRight) readAgain(feedback, ...lessonToRead(app, key));
        },
        finish() {
          const done = element("p", null, `You answered ${[...right.values()].filter(Boolean).length} of ${questions.length} right.`);
          idle(done);
          focusOn(done);
        },
      });
    };
    idle();
    return record => {
      begin.hidden = !dueKeys(index.questions, record, new Date()).length;
      words.textContent = describeDue(index.questions, record);
    };
  });
}

// The link to the review says how much is due.
export function mountDue({index}) {
  return [...document.querySelectorAll("[data-due]")].map(slot => record => {
    slot.textContent = describeDue(index.questions, record);
  });
}

function describeDue(questions, record) {
  const due = dueKeys(questions, record, new Date()).length;
  if (due) return due === 1 ? "1 question is due." : `${due} questions are due.`;
  const box = inBox(questions, record);
  if (!box.length) return "Nothing is due: no question waits to come back.";
  return `Nothing is due. ${box.length === 1 ? "One question comes" : `${box.length} questions come`} back, the next on ${showDay(box[0][1])}.`;
}
