// Puts the buttons below the blocks of a page; what runs them is loaded at the first click.

import {findBlocks, nameOf} from "./blocks.js";
import {engines} from "./engines.js";

const script = document.currentScript.src;
const LABELS = {run: ["Run", "Edit", "Reset"], exercise: ["Run", "Check", "Edit", "Reset"], file: ["Edit", "Reset"]};
let blocks = [];
let page;

// Browsers start no worker and load no module for a page that was opened from a disk.
const why = language =>
  location.protocol === "file:" ? "Cannot run from a disk, only on the web." :
  engines[language] ? "" : `Built without ${nameOf(language)}: nothing runs here.`;

const element = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

function makeBar(block) {
  const reason = block.reason ?? why(block.language);
  const bar = element("div", {className: "rm-run"});
  block.status = element("span", {className: "rm-run-status", textContent: reason});
  block.buttons = {};
  if (!reason) {
    block.status.setAttribute("role", "status");
    for (const label of LABELS[block.kind]) {
      const action = label.toLowerCase();
      const button = element("button", {type: "button", textContent: label, onclick: () => act(block, action)});
      button.classList.toggle("rm-primary", action === "run");
      block.buttons[action] = button;
    }
    const number = blocks.filter(other => other.language === block.language && LABELS[other.kind]).indexOf(block) + 1;
    block.label = `${nameOf(block.language)} block ${number}${block.title && `: ${block.title}`}`;
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", block.label);
    block.box.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && block.buttons.run) act(block, "run");
    });
  }
  bar.append(...Object.values(block.buttons), block.status);
  block.box.append(bar);
}

async function act(block, action) {
  try {
    page ??= import(new URL("run/page.js", script)).then(module => module.openPage(blocks, engines));
    const handle = (await page)[action];
    await handle(block);
  } catch (error) {
    page = undefined;
    block.status.textContent = `The code that runs blocks could not be loaded; is there a connection? ${error.message}`;
  }
}

function mount() {
  if (blocks.some(block => block.box.isConnected)) return;
  page?.then(opened => opened.close());
  page = undefined;
  blocks = findBlocks();
  for (const block of blocks) if (block.reason ?? LABELS[block.kind]) makeBar(block);
}

if (globalThis.document$) globalThis.document$.subscribe(mount);
else mount();
