// Questions for pages that are not their own. They come in a script for each topic: a page on a disk can load nothing else.

import {element} from "./elements.js";
import {topicOf} from "./placement.js";

export function loadQuestions(url, topics) {
  const wanted = [...new Set(topics)].filter(topic => !globalThis.questionBank?.[topic]);
  return Promise.all(wanted.map(topic => new Promise(resolve => {
    const src = url(`assets/questions/${topic}.js`);
    document.head.append(element("script", {src, onload: resolve, onerror: resolve}));
  })));
}

// The question as its own page shows it before any script; nothing where the guide has it no more.
export function takeQuestion(url, key) {
  const html = globalThis.questionBank?.[topicOf(key)]?.[key];
  if (!html) return null;
  const template = element("template", {innerHTML: html});
  for (const link of template.content.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), url(""));
  return template.content.firstElementChild;
}
