// The documents of the classic preset in Docusaurus' fast mode, without a blog.
export default {
  title: "Guide",
  url: "https://example.org",
  baseUrl: "/",
  onBrokenLinks: "ignore",
  future: { v4: true, faster: true },
  markdown: { format: "md", hooks: { onBrokenMarkdownLinks: "ignore" } },
  presets: [["classic", { docs: { routeBasePath: "/", path: "docs" }, blog: false, pages: false, theme: {} }]],
};
