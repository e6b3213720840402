// What came out of a block, as the reader sees it.

import {isNumber, printAnswer} from "./psql.js";

export function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// A box below a block; `add` takes what an engine shows, `text` is all of it as a terminal would print it.
export function openOutput(label) {
  const body = element("div", {className: "rm-printed-body", tabIndex: 0, role: "region", "aria-label": label});
  const box = element("div", {className: "rm-printed"}, element("span", {className: "filename"}, "Your result"), body);
  let text = "";
  let printed;
  const add = item => {
    if ("text" in item) {
      if (!printed) body.append(printed = element("pre"));
      printed.append(item.text);
      text += item.text;
    } else {
      body.append(...render(item));
      text += printAnswer(item);
    }
  };
  const finish = ({failed}) => {
    if (failed) printed?.classList.add("rm-error");
    if (!body.childNodes.length) body.append(element("p", {className: "rm-tag"}, "It printed nothing."));
  };
  return {box, add, finish, text: () => text};
}

function render(answer) {
  if (answer.error) return [element("pre", {className: "rm-error"}, printAnswer(answer))];
  if (answer.notice) return [element("pre", null, printAnswer(answer))];
  if (!answer.columns) return [element("p", {className: "rm-tag"}, answer.tag)];
  const {columns, rows, left} = answer;
  if (columns.length === 1 && columns[0].name === "QUERY PLAN") return [element("pre", null, rows.map(row => row[0]).join("\n"))];
  const shown = rows.length.toLocaleString("en");
  const count = left ? `The first ${shown} of ${(rows.length + left).toLocaleString("en")} rows` : `${shown} ${rows.length === 1 ? "row" : "rows"}`;
  return [makeTable(columns, rows), element("p", {className: "rm-tag"}, count)];
}

function makeTable(columns, rows) {
  const kinds = columns.map(column => isNumber(column) ? "rm-numeric" : "");
  const head = element("tr", null, ...columns.map((column, i) => element("th", {scope: "col", className: kinds[i]}, column.name)));
  const cell = (value, i) => value === null
    ? element("td", {className: `rm-null ${kinds[i]}`}, "NULL")
    : element("td", {className: kinds[i]}, value);
  const body = rows.map(row => element("tr", null, ...row.map(cell)));
  return element("table", {className: "rm-rows"}, element("thead", null, head), element("tbody", null, ...body));
}
