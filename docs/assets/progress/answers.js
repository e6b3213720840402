// What is kept of an answer: a box after Leitner. A question that was answered wrong comes back after 1, 3, 7 and 21 days,
// and leaves the box when it was right each time. An entry is "right", or "2 2026-11-28": the box, and the day it is due.

import {isoDate} from "./calendar.js";

export const WAITS = [1, 3, 7, 21];

export function readAnswer(value) {
  const [, box, due] = value.match(/^([1-4]) (\d{4}-\d{2}-\d{2})$/) ?? [];
  return {right: value === "right", box: Number(box ?? 0), due: due ?? ""};
}

// The entry after an answer. Right before its day, a question was only practised: it stays where it is.
export function nextAnswer(value, isRight, now) {
  const {box, due} = readAnswer(value);
  if (!isRight) return `1 ${dayAfter(now, WAITS[0])}`;
  if (due > isoDate(now)) return value;
  return box && box < WAITS.length ? `${box + 1} ${dayAfter(now, WAITS[box])}` : "right";
}

// Those of `questions` that are in the box, as [key, day], the longest due first.
export function inBox(questions, record) {
  return [...record.answers].map(([key, [value]]) => [key, readAnswer(value).due])
    .filter(([key, due]) => due && questions.has(key))
    .sort(([a, x], [b, y]) => x < y || (x === y && a < b) ? -1 : 1);
}

export const dueKeys = (questions, record, now) =>
  inBox(questions, record).filter(([, due]) => due <= isoDate(now)).map(([key]) => key);

export const showDay = day => new Date(`${day}T12:00`).toLocaleDateString("en", {day: "numeric", month: "long"});

const dayAfter = (now, days) => isoDate(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days));
