// Keeps how a question was answered, and says what is kept of it and what to read again.

import {nextAnswer, readAnswer, showDay} from "./answers.js";
import {isoDate} from "./calendar.js";
import {element, inline} from "./elements.js";
import {valueOf} from "./record.js";

// Of two verdicts on one attempt, the later one holds.
export function makeKeeper(store, key) {
  let last;
  let before;
  return (right, attempt) => {
    if (attempt !== last) [last, before] = [attempt, valueOf(store.record, "answers", key)];
    store.change("answers", key, nextAnswer(before, right, new Date()));
  };
}

export function wordsFor(value, now) {
  const {right, due} = readAnswer(value);
  if (right) return "✓ You answered this right.";
  if (!due) return "";
  return due > isoDate(now) ? `↻ Comes back on ${showDay(due)}.` : "↻ Due for review.";
}

// Where the explanation points to, and more.
export function readAgain(feedback, ...more) {
  const pointers = [...feedback.querySelectorAll(".rm-pointer")];
  const links = pointers.flatMap(pointer => [...pointer.querySelectorAll("a")]);
  for (const pointer of pointers) pointer.remove();
  const parts = [...links.flatMap(link => [link, ". "]), ...more];
  if (parts.length) feedback.append(element("p", {className: "rm-again"}, element("strong", null, "Read again: "), ...parts));
}

// The lesson of a question, and the lessons that it builds on.
export function lessonToRead({index, url}, key) {
  const item = index.items.get(key.slice(0, key.lastIndexOf("/")));
  const link = each => element("a", {href: url(each.page)}, ...inline(each.title));
  const before = item.requires.map(([required]) => link(index.items.get(required)));
  return [link(item), ...before.length ? [", which builds on ", ...before.flatMap((each, i) => i ? [", ", each] : [each])] : [], "."];
}
