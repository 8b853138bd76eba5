import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2023",
    // The strict content policy of the server allows no data: fonts or scripts, so assets stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: {
        // The index of a feature names its light routes and its heavy pages; without this, whoever asks for the routes
        // would load the pages too.
        moduleSideEffects: (id) => !/\/console\/src\/(?:features|ui|api)\//.test(id) || id.endsWith(".css"),
      },
    },
  },
  server: {
    port: 4201,
    strictPort: true,
    proxy: { "/v1": "http://127.0.0.1:4200", "/health": "http://127.0.0.1:4200" },
  },
});
