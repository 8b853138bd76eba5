import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/**
 * Puts a `.gz` beside each text of the build, so that the server compresses nothing while people wait. Not `.br`: browsers
 * take it over https only, and a console on localhost has none.
 */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    enforce: "post",
    // After everything is written: Vite still fills in the addresses of chunks while the bundle is generated, and a copy
    // made before that would hold its placeholders.
    async writeBundle({ dir = "dist" }) {
      for (const name of await readdir(dir, { recursive: true })) {
        if (!/\.(?:js|css|svg)$/.test(name)) continue;
        const content = await readFile(join(dir, name));
        // Below that the header of an answer weighs more than what is saved.
        if (content.length >= 1_024) await writeFile(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}

const framework =
  /node_modules\/(?:react|react-dom|scheduler|i18next|react-i18next|@tanstack|use-sync-external-store)\//;
// Without the editor, which is large and loaded by those who write.
const everywhere =
  /console\/src\/(?:ui(?!\/(?:code-editor|yaml-text)\/)|api|preferences)\/|client\/src\/|@ant-design\/icons/;

export default defineConfig({
  plugins: [react(), precompress()],
  build: {
    target: "es2023",
    // The strict content policy of the server allows no scripts or fonts in data: addresses, so assets stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "framework", test: framework },
            // What most pages use anyway comes in one file, not in forty.
            { name: "shared", test: everywhere, minShareCount: 3 },
          ],
        },
      },
      treeshake: {
        // The index of a feature names its light parts and its heavy ones; without this, whoever asks for the one would
        // load the other too.
        moduleSideEffects: (id) => !/\/console\/src\/(?:features|ui|api)\//.test(id) || id.endsWith(".css"),
      },
    },
  },
  server: {
    port: 4201,
    strictPort: true,
    proxy: { "/v1": "http://127.0.0.1:4200", "/health": "http://127.0.0.1:4200", "/docs": "http://127.0.0.1:4200" },
  },
});
