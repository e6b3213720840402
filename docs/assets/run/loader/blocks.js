// A page's blocks of code by what can be done with them; docs/contribute/lesson.md describes their titles.

const NAMES = {sql: "PostgreSQL", python: "Python"};
const FILE = /^[\w./-]+\.\w+$/;
const RESULT = /^Result(?: \([\w, ]+ vary\))?$|^Plot: /;
// The title itself tells the reason; what is said here has to fit into one line of a phone, so that nothing moves.
const REASONS = [
  [/^Not run:/, "Not run, as its title says."],
  [/^Not in the page:/, "Runs in the guide's tests only."],
  [/^Session \w+/, "Two connections: runs in the tests only."],
];

export const titleOf = box => box.querySelector(":scope > .filename")?.textContent.trim() ?? "";
export const languageOf = box => Object.keys(NAMES).find(language => box.classList.contains(`language-${language}`));
export const nameOf = language => NAMES[language];

// What a reader can do with a block: run it, solve it, change a file; or `told`, why there is nothing to do.
export function kindOf(box) {
  const title = titleOf(box);
  const reason = REASONS.find(([pattern]) => pattern.test(title))?.[1];
  if (reason) return {kind: "told", reason};
  if (title === "Check" || title === "Solution") return {kind: title.toLowerCase()};
  if (title === "Exercise") return {kind: "exercise"};
  return {kind: FILE.test(title) ? "file" : "run"};
}

// Every block in Python or SQL, and the block that records what it prints. Those of questions are not run but thought about.
export function findBlocks() {
  const boxes = [...document.querySelectorAll(".md-content .highlight")].filter(box => box.querySelector(":scope > pre > code"));
  return boxes.flatMap((box, i) => {
    const language = languageOf(box);
    if (!language || box.closest(".rm-question")) return [];
    const next = boxes[i + 1];
    const shown = next?.classList.contains("language-text") && RESULT.test(titleOf(next)) ? next : undefined;
    return [{box, language, shown, title: titleOf(box), ...kindOf(box)}];
  });
}
