// Starlight with its own search and its menu from the folders.
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  integrations: [starlight({ title: "Guide", sidebar: [{ label: "Topics", autogenerate: { directory: "topics" } }] })],
});
