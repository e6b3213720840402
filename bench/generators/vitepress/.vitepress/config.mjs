// The default theme with its local search; VitePress makes no menu from folders, so this does.
import { readdirSync } from "node:fs";
import { defineConfig } from "vitepress";

const topics = readdirSync("docs/topics").map((topic) => ({
  text: topic,
  link: `/topics/${topic}/`,
  items: readdirSync(`docs/topics/${topic}`).map((page) => ({ text: page, link: `/topics/${topic}/${page}` })),
}));

export default defineConfig({
  title: "Guide",
  srcDir: "docs",
  ignoreDeadLinks: true,
  themeConfig: { search: { provider: "local" }, sidebar: topics },
});
