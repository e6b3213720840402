// What the page says: short words for screen readers, and problems that everybody must see. Both are live regions.

import {button, element} from "./elements.js";

const PROBLEMS = {
  full: "The browser's storage is full. What you change from now on stays only as long as this page is open. Download your progress to keep it.",
  forbidden: "This browser lets the page keep nothing, perhaps because the window is private. You can go on, and download your progress before you close the page.",
  unreadable: "Your saved progress could not be read. Nothing is deleted: it is set aside, and you can download it.",
};

export function makeNotices(url) {
  const status = element("div", {className: "rm-unseen", role: "status"});
  const problems = element("div", {className: "rm-problems", role: "alert"});
  document.body.append(status, problems);
  const say = text => {
    status.textContent = text;
  };
  const warn = problem => {
    if (problems.querySelector(`[data-problem=${problem}]`)) return;
    const link = element("a", {href: url("progress.html#keep")}, "Your progress");
    const box = element("p", {"data-problem": problem}, `${PROBLEMS[problem]} `, link, " ");
    box.append(button("Close", () => {
      box.hidden = true;
    }));
    problems.append(box);
  };
  return {say, warn};
}
