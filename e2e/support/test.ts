/** What does every browser test start from? A real server with data of its own, and pages that are watched for errors. */
import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { type Server, startServer } from "./server.ts";
import { slowDown } from "./slow.ts";
import { Watch } from "./watch.ts";

/** Set with `test.use({ seeded: true })` at the top of a file. */
export type ServerOptions = {
  /** Whether the server begins with the demo data. */
  seeded: boolean;
};

type TestFixtures = ServerOptions & {
  server: Server;
  watch: Watch;
  /** Opens a page of somebody else: own cookies, own storage; may have another size. */
  visitor: (options?: BrowserContextOptions) => Promise<Page>;
  serverLog: undefined;
};

export const test = base.extend<TestFixtures>({
  seeded: [false, { option: true }],

  server: async ({ seeded }, use) => {
    const server = await startServer(seeded);
    await use(server);
    await server.stop();
  },

  baseURL: async ({ server }, use) => use(server.url),

  watch: async ({ browserName: _ }, use) => {
    const watch = new Watch();
    await use(watch);
    expect(watch.unexplained(), "console errors, exceptions, CSP violations").toEqual([]);
  },

  context: async ({ context, watch }, use) => {
    await watch.attach(context);
    await slowDown(context);
    await use(context);
  },

  visitor: async (
    { browser, watch, contextOptions, baseURL, locale, timezoneId, colorScheme, viewport },
    use,
  ) => {
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async (options = {}) => {
      const inherited = { locale, timezoneId, colorScheme, viewport, baseURL };
      const known = Object.fromEntries(Object.entries(inherited).filter(([, value]) => value !== undefined));
      const context = await browser.newContext({ ...contextOptions, ...known, ...options });
      contexts.push(context);
      await watch.attach(context);
      await slowDown(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  serverLog: [
    async ({ server }, use, info) => {
      await use(undefined);
      if (info.status !== info.expectedStatus)
        await info.attach("server.log", { body: server.log(), contentType: "text/plain" });
    },
    { auto: true },
  ],
});

export { expect };
