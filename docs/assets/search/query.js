// What a reader types, to a query of lunr, the library behind the theme's search; and what it found, in the reader's words.

// Words that stand in every text: a title that has them is no better found.
const COMMON = new Set((
  "a about after all also am an and any are as at be because been but by can cannot could did do does for from get had has " +
  "have how i if in into is it its me my not of on or our should so than that the their them then there these they this to " +
  "us use using versus vs was we were what when where which while who why will with would you your"
).split(" "));
const ENDINGS = ["isation", "ization", "ations", "ation", "ions", "ion", "ings", "ing", "ies", "es", "ed", "s", "e", "y"];
const SHORTEST = 4; // letters that an ending leaves
const OPERATORS = /(?:^|\s)[+-]\S|["*~^]/;
const EXACT = 4; // how much more the word itself counts than others that begin like it

// What a word has in common with its other forms: "expire" and "expiry" begin with "expir". lunr completes it.
export function stemOf(word) {
  const ending = ENDINGS.find(each => word.endsWith(each) && word.length - each.length >= SHORTEST);
  return ending ? word.slice(0, -ending.length).replace(/([^aeiou])\1$/, "$1") : word;
}

// The words that say what is looked for; none in a query that is written with lunr's operators.
export function wordsOf(typed) {
  if (OPERATORS.test(typed)) return [];
  const words = typed.toLowerCase().split(/[\s,;:?!()/]+/).filter(word => word);
  const telling = words.filter(word => !COMMON.has(word));
  return telling.length ? telling : words;
}

export function toQuery(typed) {
  const words = wordsOf(typed);
  return words.length ? words.map(word => `${word}^${EXACT} ${stemOf(word)}`).join(" ") : typed;
}

// Which of the words a page has, from which of the query's terms it has.
export function foundWords(words, terms) {
  const asked = words.filter(word => word in terms);
  return asked.length ? Object.fromEntries(asked.map(word => [word, terms[word] || terms[stemOf(word)]])) : terms;
}
