// A block's text, which the reader may change: a plain text field in the place of the code.

import {element} from "./output.js";

export function openEditor(block, label, onchange) {
  const pre = block.box.querySelector(":scope > pre");
  const original = pre.querySelector("code").textContent.trimEnd();
  const area = element("textarea", {
    className: "rm-editor",
    value: original,
    spellcheck: false,
    autocapitalize: "off",
    autocomplete: "off",
    wrap: "off",
    rows: original.split("\n").length,
    hidden: true,
    "aria-label": label,
  });
  area.addEventListener("input", () => {
    area.rows = area.value.split("\n").length;
    onchange();
  });
  area.addEventListener("keydown", event => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) indent(event, area);
  });
  pre.after(area);
  const show = edited => {
    area.hidden = !edited;
    pre.hidden = edited;
  };
  const edit = () => {
    show(true);
    area.focus();
  };
  const reset = () => {
    area.value = original;
    area.rows = original.split("\n").length;
    show(false);
  };
  return {edit, reset, text: () => area.value, original};
}

// A new line begins as far in as the one before it. Written as a command, so that it can be undone.
function indent(event, area) {
  const line = area.value.slice(0, area.selectionStart).split("\n").pop();
  const spaces = /^ */.exec(line)[0] + (/:\s*$/.test(line) ? "    " : "");
  if (spaces && document.execCommand("insertText", false, `\n${spaces}`)) event.preventDefault();
}
