/** How is the web app built and tested? */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { fewerFiles } from "./scripts/chunks.ts";

const server = process.env.KONTORET_URL ?? "http://127.0.0.1:8080";
// The server takes changes from its own pages alone; while developing these are they.
const proxied = { target: server, changeOrigin: true, headers: { origin: server } };

export default defineConfig({
  plugins: [react(), fewerFiles()],
  resolve: { tsconfigPaths: true },
  build: {
    target: "es2022",
    // `light-dark()` in our own CSS must survive.
    cssTarget: ["chrome123", "safari17.5", "firefox120"],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  // PDF pages are drawn in a module worker.
  worker: { format: "es" },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { "/api": proxied, "/healthz": proxied, "/openapi.yaml": proxied },
  },
  test: {
    environment: "happy-dom",
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
