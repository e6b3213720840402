// Runs, edits and resets the blocks of the page that is shown.

import {openEditor} from "./editor.js";
import {makeEngine, Stopped} from "./engine.js";
import {element, openOutput} from "./output.js";
import {makeSession} from "./session.js";

const NAMES = {sql: "PostgreSQL", python: "Python"};
const engines = {}; // they outlive a page that the theme replaces without a full load

// `blocks` as the loader found them, `sizes` the bytes of each engine; gives what the buttons do.
export function openPage(blocks, sizes) {
  const sessions = {};
  const running = {}; // the block of each language that runs now
  for (const block of blocks) prepare(block);

  function prepare(block) {
    const label = `${NAMES[block.language]} code${block.title && `, ${block.title}`}`;
    const editor = openEditor(block, label, () => block.kind === "file" && sessions[block.language]?.forget());
    Object.assign(block, {editor, text: editor.text});
  }

  function sessionOf({language}) {
    const onload = progress => running[language] && showLoad(running[language], progress);
    engines[language] ??= {engine: makeEngine({language, name: NAMES[language], bytes: sizes[language], onload: p => engines[language].onload(p)})};
    engines[language].onload = onload;
    sessions[language] ??= makeSession(engines[language].engine, blocks.filter(block => block.language === language));
    return sessions[language];
  }

  // Runs one action of a block at a time, with its button as the way to stop it.
  async function perform(block, button, action) {
    const {language} = block;
    const session = sessionOf(block);
    if (running[language] === block) return session.stop("Stopped. The next run starts afresh, with the blocks before it.");
    if (running[language]) return say(block, "Another block is running.");
    running[language] = block;
    const name = button.textContent;
    button.textContent = "Stop";
    clear(block);
    say(block, "Running …");
    const output = openOutput(`Result of ${block.label}`);
    try {
      await action(session, output);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      say(block, error.message);
      report(block, output, {failed: true});
    } finally {
      running[language] = undefined;
      button.textContent = name;
      block.bar?.remove();
    }
  }

  function run(block) {
    if (block.kind === "exercise") return solve(block, block.buttons.run);
    return perform(block, block.buttons.run, async (session, output) => {
      let earlier = 0;
      const result = await session.run(block, item => add(block, output, item), count => {
        earlier = count;
      });
      const after = earlier ? `, after ${earlier === 1 ? "the block" : `the ${earlier} blocks`} before it` : "";
      finish(block, output, result, `${result.failed ? "Failed" : "Ran"} in ${duration(result.milliseconds)}${after}.`);
    });
  }

  const check = block => solve(block, block.buttons.check, blocks.slice(blocks.indexOf(block)).find(each => each.kind === "check"));

  function solve(block, button, test) {
    return perform(block, button, async (session, output) => {
      let message = "";
      const take = item => {
        if (item.error) message = item.error.message;
        if (item.text) message += item.text;
      };
      const {answer, verdict} = await session.solve(block, item => add(block, output, item), test, take);
      const said = answer.failed ? "It failed." : !test ? "Ran on its own." : verdict.failed ? `Not yet: ${lastWords(message)}` : "Passed.";
      block.box.classList.toggle("rm-passed", Boolean(verdict && !verdict.failed));
      finish(block, output, {...answer, passed: verdict ? !verdict.failed : undefined}, said);
    });
  }

  function edit(block) {
    block.editor.edit();
    block.buttons.edit.hidden = true;
  }

  // The block's text, and the state and results of all blocks that share it.
  function reset(block) {
    const session = sessionOf(block);
    if (running[block.language]) session.stop("Stopped.");
    session.forget();
    block.editor.reset();
    block.buttons.edit.hidden = false;
    for (const other of blocks) if (other.language === block.language) clear(other);
    say(block, "Everything is as it was at the start.");
  }

  const close = () => Object.keys(sessions).forEach(language => running[language] && sessions[language].stop("Stopped."));
  return {run, check, edit, reset, close};
}

const say = (block, text) => {
  block.status.textContent = text;
};

const duration = ms => ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;

// What an exception says, without its line and its type.
const lastWords = text => text.trimEnd().split("\n").pop().replace(/^AssertionError: /, "");

function showLoad(block, {loaded, bytes}) {
  if (bytes === undefined) {
    block.bar?.remove();
    block.bar = undefined;
    say(block, "Running …");
    return;
  }
  const megabytes = count => (count / 1e6).toFixed(1);
  if (!block.bar) {
    block.bar = element("div", {className: "rm-load"}, element("progress", {max: bytes, "aria-label": `Loading ${NAMES[block.language]}`}), element("span", {"aria-hidden": "true"}));
    block.status.after(block.bar);
    say(block, `Loading ${NAMES[block.language]}, once:`);
  }
  block.bar.firstChild.value = Math.min(loaded, bytes);
  block.bar.lastChild.textContent = `${megabytes(Math.min(loaded, bytes))} of ${megabytes(bytes)} MB`;
}

function add(block, output, item) {
  show(block, output);
  output.add(item);
  if (item.error && item.line) mark(block, item.line);
}

function mark(block, line) {
  block.box.style.setProperty("--rm-marked", line - 1);
  block.box.classList.add("rm-marked");
}

// In the place of the recorded result, which comes back when the block is reset.
function show(block, output) {
  if (output.box.isConnected) return;
  block.output = output;
  (block.shown ?? block.box).after(output.box);
  if (block.shown) block.shown.hidden = true;
}

function finish(block, output, result, words) {
  if (result.line) mark(block, result.line);
  show(block, output);
  output.finish(result);
  say(block, words);
  report(block, output, result);
}

function clear(block) {
  block.output?.box.remove();
  block.output = undefined;
  block.box.classList.remove("rm-marked", "rm-passed");
  if (block.shown) block.shown.hidden = false;
  if (block.buttons?.run) say(block, "");
}

// For whoever wants to know what a reader's run came to.
const report = (block, output, {failed, passed}) =>
  block.box.dispatchEvent(new CustomEvent("rm-ran", {bubbles: true, detail: {text: output.text(), failed, passed}}));
