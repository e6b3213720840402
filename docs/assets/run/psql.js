// What PostgreSQL answers, as psql prints it: aligned tables, command tags, errors with their line.

const RIGHT = new Set([20, 21, 23, 26, 28, 29, 700, 701, 790, 1700, 5069]); // types of numbers, by their ids in the catalog
const TAGGED = /^(?:INSERT|UPDATE|DELETE|MERGE)\b/; // these say how many rows they changed even if they return some

export const isNumber = column => RIGHT.has(column.type);

// An answer is one of {columns, rows, tag}, {tag}, {error, statement} and {notice, statement}.
export function printAnswer(answer) {
  if (answer.error ?? answer.notice) return printMessage(answer.error ?? answer.notice, answer.statement);
  if (!answer.columns) return answer.tag ? `${answer.tag}\n` : "";
  return printTable(answer) + (TAGGED.test(answer.tag) ? `${answer.tag}\n` : "");
}

function printTable({columns, rows}) {
  const count = `(${rows.length} ${rows.length === 1 ? "row" : "rows"})\n\n`;
  if (!columns.length) return `--\n${count}`;
  const cells = rows.map(row => row.map(value => value === null ? ["NULL"] : linesOf(value)));
  const heads = columns.map(column => linesOf(column.name));
  const widths = columns.map((_, i) => [heads, ...cells].reduce((most, row) => Math.max(most, ...row[i].map(widthOf)), 0));
  const rule = widths.map(width => "-".repeat(width + 2)).join("+");
  const body = cells.map(row => printRow(row, (text, i) => isNumber(columns[i]) ? padLeft(text, widths[i]) : padRight(text, widths[i])));
  return `${printRow(heads, (text, i) => center(text, widths[i]))}${rule}\n${body.join("")}${count}`;
}

// A cell of several lines goes on below itself, which a plus sign announces.
function printRow(cells, pad) {
  const height = Math.max(...cells.map(cell => cell.length));
  const lines = Array.from({length: height}, (_, line) => cells
    .map((cell, i) => ` ${pad(cell[line] ?? "", i)}${line + 1 < cell.length ? "+" : " "}`)
    .join("|")
    .trimEnd());
  return `${lines.join("\n")}\n`;
}

const linesOf = value => value.split("\n").map(line => expandTabs(line).replace(/\r/g, "\\r"));
const padLeft = (text, width) => " ".repeat(width - widthOf(text)) + text;
const padRight = (text, width) => text + " ".repeat(width - widthOf(text));
const center = (text, width) => padRight(" ".repeat((width - widthOf(text)) / 2) + text, width);

function expandTabs(line) {
  let out = "";
  for (const part of line.split(/(\t)/)) out += part === "\t" ? " ".repeat(8 - widthOf(out) % 8) : part;
  return out;
}

const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;
const TWO_WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const columnsOf = character => NO_WIDTH.test(character) ? 0 : TWO_WIDE.test(character) ? 2 : 1;

export function widthOf(text) {
  let width = 0;
  for (const character of text) width += character < "\u0300" ? 1 : columnsOf(character);
  return width;
}

function printMessage(message, statement) {
  const {severity, detail, hint, position, internalPosition, internalQuery} = message;
  const place = position ? printPlace(statement, position) : internalPosition ? printPlace(internalQuery, internalPosition) : "";
  const more = Object.entries({DETAIL: detail, HINT: hint, QUERY: internalQuery}).filter(([, text]) => text);
  return `${severity}:  ${message.message}\n${place}${more.map(([name, text]) => `${name}:  ${text}\n`).join("")}`;
}

// The line of a statement on which a position lies, counted from 1.
export const lineOfPosition = (statement, position) =>
  [...statement].slice(0, position - 1).join("").split(/\r\n|\r|\n/).length;

const SHOWN = 60; // columns of a line
const BEHIND = 10; // at least so many of them behind the place

// The line with a caret below the place; a long line is cut as the client library of PostgreSQL does it.
function printPlace(statement, position) {
  const characters = [...statement].map(character => character === "\t" ? " " : character);
  const number = lineOfPosition(statement, position);
  const at = position - 1;
  let from = characters.slice(0, at).findLastIndex(character => /[\r\n]/.test(character)) + 1;
  const next = characters.slice(at).findIndex(character => /[\r\n]/.test(character));
  let to = next < 0 ? characters.length : at + next;
  const end = to;
  const between = (a, b) => characters.slice(a, b).reduce((sum, character) => sum + Math.max(1, widthOf(character)), 0);
  if (between(from, to) > SHOWN) {
    if (between(from, at) + BEHIND > SHOWN) {
      while (between(at, to) > BEHIND) to--;
      while (between(from, to) > SHOWN) from++;
    } else while (between(from, to) > SHOWN) to--;
  }
  const start = `LINE ${number}: ${from > 0 && !/[\r\n]/.test(characters[from - 1]) ? "..." : ""}`;
  const line = `${start}${characters.slice(from, to).join("")}${to < end ? "..." : ""}`;
  return `${line}\n${" ".repeat(start.length + between(from, at))}^\n`;
}
