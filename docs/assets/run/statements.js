// SQL to the single statements that psql would send, each with the line of the block on which it begins.

// What a semicolon does not end: strings, quoted names, comments.
const TOKENS = [
  ["space", /(?:\s|--[^\n]*)+/y], // psql drops such comments in front of a statement, and keeps the others
  ["string", /[eE]'(?:[^'\\]|''|\\[\s\S])*(?:'|$)/y],
  ["string", /'(?:[^']|'')*(?:'|$)/y],
  ["name", /"(?:[^"]|"")*(?:"|$)/y],
  ["string", /\$([\p{L}_][\p{L}\p{N}_]*)?\$[\s\S]*?(?:\$\1\$|$)/uy],
  ["word", /[\p{L}_][\p{L}\p{N}_$]*/uy],
  ["command", /\\[^\n]*/y],
];

function tokenAt(text, at) {
  if (text.startsWith("/*", at)) return {kind: "comment", end: endOfComment(text, at)};
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return {kind, end: pattern.lastIndex};
  }
  return {kind: text[at], end: at + (text.codePointAt(at) > 0xffff ? 2 : 1)};
}

// Comments nest.
function endOfComment(text, at) {
  let depth = 0;
  const mark = /\/\*|\*\//g;
  mark.lastIndex = at;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    depth += found[0] === "/*" ? 1 : -1;
    if (!depth) return mark.lastIndex;
  }
  return text.length;
}

// A function's body may be written as BEGIN ATOMIC … END, with semicolons of its own.
function makeDepth() {
  let parentheses = 0;
  let blocks = 0;
  let words = [];
  const read = (kind, word) => {
    if (kind === "(") parentheses++;
    if (kind === ")") parentheses = Math.max(0, parentheses - 1);
    if (kind !== "word") return;
    words.push(word);
    if (!/^create(?: or replace)? (?:function|procedure)\b/.test(words.slice(0, 4).join(" "))) return;
    if (word === "begin" || (blocks && word === "case")) blocks++;
    if (word === "end") blocks = Math.max(0, blocks - 1);
  };
  const reset = () => {
    parentheses = blocks = 0;
    words = [];
  };
  return {read, reset, isOpen: () => parentheses + blocks > 0};
}

export function splitStatements(block) {
  // psql is given a semicolon on a line of its own at the end, as the last statement may lack one.
  const text = `${block.trimEnd()}\n;`;
  const found = [];
  const depth = makeDepth();
  let start = 0;
  let isBlank = true;
  for (let at = 0; at < text.length;) {
    const {kind, end} = tokenAt(text, at);
    if (isBlank && kind === "space") start = end;
    if (isBlank && kind === "command") found.push({command: text.slice(at, end).split(/\s/)[0], line: lineOf(text, at)});
    if (isBlank && kind === "command") start = end;
    else if (kind === ";" && !depth.isOpen()) {
      if (!isBlank) found.push({text: text.slice(start, end), line: lineOf(text, start)});
      start = end;
      isBlank = true;
      depth.reset();
    } else if (kind !== "space") {
      isBlank = false;
      depth.read(kind, text.slice(at, end).toLowerCase());
    }
    at = end;
  }
  if (!isBlank) found.push({text: text.slice(start), line: lineOf(text, start)});
  return found;
}

const lineOf = (text, at) => text.slice(0, at).split("\n").length;
