// The record in forms that leave the page: a Markdown checklist, and a text for the end of a link.

import {STATES, stateOf} from "./learning.js";
import {isTicked, valueOf} from "./record.js";

export function renderMarkdown(index, record) {
  const topics = index.data.topics.map(topic => [topic.title, index.scopes.get(`topic:${topic.id}`).items]);
  const projects = index.data.projects.map(project => index.items.get(project.id));
  return [...topics, ...projects.length ? [["Projects", projects]] : []].map(([title, items]) =>
    `# ${escape(title)}\n\n${items.map(item => renderItem(item, record)).join("\n")}`).join("\n");
}

function renderItem(item, record) {
  const ticks = item.ticks.map(([key, text]) => `- [${isTicked(record, key) ? "x" : " "}] ${escape(text)}\n`);
  const note = valueOf(record, "notes", item.key).replace(/^/gm, "> ");
  const state = STATES[stateOf(item, record)][1].toLowerCase();
  return `## ${escape(item.title)} (${state})\n\n${ticks.join("")}${note === "> " ? "" : `\n${note}\n`}`;
}

// Texts are plain but for code in backticks.
const escape = text => text.split("`").map((part, i) => i % 2 ? `\`${part}\`` : part.replace(/[\\*_<>[\]#~]/g, "\\$&")).join("");

export async function packText(text) {
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export async function unpackText(packed) {
  const text = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(text, character => character.charCodeAt(0));
  return new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes));
}

const through = async (stream, bytes) =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
