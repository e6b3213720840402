// Whether an answer is right.

// `chosen` and `right` are sets of numbers.
export function judgeChoice(chosen, right) {
  const wrong = [...chosen].filter(i => !right.has(i));
  const missing = [...right].filter(i => !chosen.has(i)).length;
  return {right: !wrong.length && !missing, wrong, missing};
}

// How many steps stand in their place.
export const inPlace = places => places.filter((place, i) => place === i).length;

// The number of the first line that differs from what was printed, or 0. Spaces, empty lines, the rules of a table
// and the count of its rows are nobody's to predict.
export function firstDifference(typed, printed) {
  const [own, real] = [lines(typed), lines(printed)];
  const i = real.findIndex((line, at) => line !== own[at]);
  return i >= 0 ? i + 1 : own.length > real.length ? real.length + 1 : 0;
}

const lines = text => text.split("\n").map(line => line.trim().replace(/\s+/g, " "))
  .filter(line => line && !/^[-+| ]+$/.test(line) && !/^\(\d+ rows?\)$/.test(line));
