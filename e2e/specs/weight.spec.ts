/** How much does a browser load before a page stands? Gzipped JavaScript and CSS, against a limit for each kind of page. */
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { Api } from "../support/api.ts";
import { beginSession, type Who } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

type Limit = {
  name: string;
  /** Nobody: the page stands outside the log-in. */
  who?: Who;
  path: string;
  /** The first draft of these is opened. */
  draftOf?: "offers" | "invoices";
  /** Kilobytes (1000 bytes) of JavaScript, gzipped; what draws PDF pages isn't counted. */
  js: number;
  css: number;
  /** How many files of JavaScript. */
  files: number;
};

const LIMITS: Limit[] = [
  { name: "log-in", path: "/logga-in", js: 191, css: 24, files: 12 },
  { name: "a worker's time", who: "worker", path: "/tid", js: 259, css: 26, files: 36 },
  { name: "overview", who: "owner", path: "/", js: 210, css: 26, files: 22 },
  { name: "invoices", who: "owner", path: "/fakturor", js: 275, css: 28, files: 37 },
  { name: "customers", who: "owner", path: "/kunder", js: 270, css: 26, files: 34 },
  {
    name: "an offer's form",
    who: "owner",
    path: "/offerter",
    draftOf: "offers",
    js: 314,
    css: 30,
    files: 56,
  },
  {
    name: "an invoice's form",
    who: "owner",
    path: "/fakturor",
    draftOf: "invoices",
    js: 326,
    css: 31,
    files: 58,
  },
];

/** Where the page is. */
async function addressOf({ path, draftOf }: Limit, baseURL: string): Promise<string> {
  if (!draftOf) return path;
  const api = await Api.as("owner", baseURL);
  const { items } = await api.get<{ items: { id: string }[] }>(`/${draftOf}?status=draft`);
  await api.end();
  return `${path}/${items[0]?.id}`;
}

/** Everything of the app that is loaded until the page stands, with its gzipped size. */
async function loadedBy(page: Page, open: () => Promise<void>): Promise<{ path: string; size: number }[]> {
  const loaded = new Map<string, Promise<number>>();
  page.on("response", (answer) => {
    const { pathname } = new URL(answer.url());
    if (!/\.(js|css)$/.test(pathname) || /\/pdf[.-]/.test(pathname)) return;
    const size = answer.body().then((body) => gzipSync(body).length);
    loaded.set(pathname, size);
  });
  // What is fetched when the page has come to rest isn't waited for.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await open();
  return Promise.all([...loaded].map(async ([path, size]) => ({ path, size: await size })));
}

for (const limit of LIMITS) {
  test(`${limit.name} stays within its weight`, async ({ page, context, baseURL }) => {
    if (!baseURL) throw new Error("no server");
    if (limit.who) await beginSession(context, baseURL, limit.who);
    const path = await addressOf(limit, baseURL);
    const loaded = await loadedBy(page, async () => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      await page.waitForLoadState("networkidle");
    });
    const of = (ending: string) => loaded.filter((each) => each.path.endsWith(ending));
    const kilobytes = (ending: string) => of(ending).reduce((sum, { size }) => sum + size, 0) / 1000;
    const weight = { js: kilobytes(".js"), css: kilobytes(".css"), files: of(".js").length };
    const list = loaded
      .sort((a, b) => b.size - a.size)
      .map(({ path: file, size }) => `${size} ${file}`)
      .join("\n");
    test.info().annotations.push({ type: "weight", description: JSON.stringify(weight) });
    await test.info().attach("weight", { body: `${JSON.stringify(weight)}\n${list}` });
    expect(weight.js, `JavaScript:\n${list}`).toBeLessThanOrEqual(limit.js);
    expect(weight.css, `CSS:\n${list}`).toBeLessThanOrEqual(limit.css);
    expect(weight.files, `files:\n${list}`).toBeLessThanOrEqual(limit.files);
    expect(
      loaded.filter((each) => /\/en-/.test(each.path)),
      "words of the other language",
    ).toEqual([]);
  });
}
