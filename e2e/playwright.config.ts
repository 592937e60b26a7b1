/** In which browsers, sizes and colours do the browser tests run? */
import { defineConfig } from "@playwright/test";
import type { ServerOptions } from "./support/test.ts";

const desktop = { viewport: { width: 1440, height: 900 } };

export default defineConfig<object, ServerOptions>({
  // The README's pictures are taken by whoever wants new ones.
  testDir: process.env.PICTURES ? "pictures" : "specs",
  globalSetup: "./support/template.ts",
  outputDir: "results",
  workers: process.env.CI ? 2 : 1,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes at the second try hides a race in the product.
  retries: 0,
  // A busy machine is slow, not wrong: time is judged by the bench.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["html", { outputFolder: "report", open: "never" }]],
  use: {
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    actionTimeout: 20_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "chromium-desktop-light", use: { ...desktop, colorScheme: "light" } },
    // Every look at a page measures its contrast in both colours; here somebody works in the dark from the beginning.
    { name: "chromium-desktop-dark", testMatch: "journey.spec.ts", use: { ...desktop, colorScheme: "dark" } },
    {
      name: "mobile-390",
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme: "light" },
    },
  ],
});
