// What the blocks of one language share on a page: an engine, and which of them have run in its present state.

import {Stopped} from "./engine.js";

const PAGE = "page"; // whose state it is: that of the page's blocks, or of one exercise

export function makeSession(engine, blocks) {
  let owner;
  const done = new Set();

  const enter = async (next, isFresh) => {
    if (owner === next && !isFresh && !engine.isFresh()) return;
    if (!engine.isFresh()) await engine.ask("reset");
    done.clear();
    owner = next;
  };
  const perform = (block, show) => {
    done.add(block);
    if (block.kind === "file") return engine.ask("write", {name: block.title, text: block.text()});
    return engine.ask("run", {text: block.text()}, show);
  };

  // The block, after all before it that have not run yet: the result is the same whichever is run first.
  async function run(block, show, onearlier) {
    await enter(PAGE, false);
    const before = blocks.slice(0, blocks.indexOf(block)).filter(each => ["run", "file"].includes(each.kind) && !done.has(each));
    try {
      for (const each of before) await perform(each);
    } catch (error) {
      throw error instanceof Stopped && done.size > 1 ? new Stopped(`A block before this one: ${error.message}`) : error;
    }
    onearlier(before.filter(each => each.kind === "run").length);
    return perform(block, show);
  }

  // An exercise runs on its own, beside the page's files; then its check, if there is one to run.
  async function solve(block, show, check, showCheck) {
    await enter(block, true);
    for (const file of blocks.filter(each => each.kind === "file")) await perform(file);
    const answer = await perform(block, show);
    const verdict = check && !answer.failed && await engine.ask("run", {text: check.text()}, showCheck);
    return {answer, verdict};
  }

  // The next block finds everything as at the start.
  const forget = () => {
    owner = undefined;
  };
  return {run, solve, forget, stop: engine.stop};
}
