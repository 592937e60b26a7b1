/** Is the session safe in a browser? Nothing to steal for scripts, nothing to misuse for foreign pages. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beginSession, logIn, PASSWORD, PEOPLE } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });
test.skip(({ isMobile }) => isMobile, "the same on every screen");

test("no script can read a token, and the session goes on after a reload", async ({ page, context }) => {
  const tokens: string[] = [];
  page.on("response", async (answer) => {
    if (answer.url().endsWith("/api/v1/session") && answer.ok())
      tokens.push(((await answer.json()) as { access_token: string }).access_token);
  });
  await logIn(page, "owner");
  await expect.poll(() => tokens.length).toBeGreaterThan(0);
  const kept = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookie: document.cookie,
      databases,
    });
  });
  for (const token of tokens) expect(kept).not.toContain(token);
  expect(kept).not.toContain("fk_refresh");
  const cookie = (await context.cookies()).find(({ name }) => name === "__Host-fk_refresh");
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Strict", path: "/" });
  await page.reload();
  await expect(page.locator("[data-account]")).toBeVisible();
});

test("logging out ends the session everywhere", async ({ page, context }) => {
  await logIn(page, "owner");
  await page.locator("[data-account]").click();
  await page.getByRole("menuitem", { name: "Logga ut" }).click();
  await expect(page.getByLabel("E-post")).toBeVisible();
  expect((await context.cookies()).find(({ name }) => name === "__Host-fk_refresh")).toBeUndefined();
  await page.goto("/fakturor");
  await expect(page.getByLabel("E-post")).toBeVisible();
});

test("after the log-out the browser keeps nothing, without contact either", async ({
  page,
  context,
  watch,
}) => {
  watch.expect(/ERR_INTERNET_DISCONNECTED/);
  await logIn(page, "owner", "/kunder");
  const customer = await page.locator("main [data-row] a").first().innerText();
  await page.locator("main [data-row] a").first().click();
  await expect(page.getByRole("heading", { level: 1, name: customer })).toBeVisible();
  await page.locator("[data-account]").click();
  await page.getByRole("menuitem", { name: "Logga ut" }).click();
  await expect(page.getByLabel("E-post")).toBeVisible();

  const kept = await page.evaluate(async () => {
    const rows: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const opening = indexedDB.open(name ?? "");
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => failed(opening.error);
      });
      for (const store of database.objectStoreNames)
        rows.push(
          await new Promise((done) => {
            const all = database.transaction(store).objectStore(store).getAll();
            all.onsuccess = () => done(all.result);
          }),
        );
      database.close();
    }
    return {
      caches: await caches.keys(),
      rows: rows.flat(),
      local: JSON.stringify({ ...localStorage, ...sessionStorage }),
    };
  });
  expect(kept.caches).toEqual([]);
  expect(kept.rows).toEqual([]);
  expect(kept.local).not.toContain(customer);
  expect(kept.local).not.toContain(PEOPLE.owner);

  await context.setOffline(true);
  for (let back = 0; back < 3; back += 1) {
    await page.goBack({ waitUntil: "commit" }).catch(() => undefined);
    await expect(page.getByText(customer)).toHaveCount(0);
  }
});

test("a wrong password says so and keeps the address", async ({ page, watch }) => {
  watch.expect(/401/);
  await page.goto("/logga-in");
  await page.getByLabel("E-post").fill(PEOPLE.owner);
  await page.getByLabel("Lösenord", { exact: true }).fill(`${PASSWORD}x`);
  await page.getByRole("button", { name: "Logga in", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("stämmer inte");
  await expect(page.getByLabel("E-post")).toHaveValue(PEOPLE.owner);
});

test("after the log-in one is where one wanted to go", async ({ page }) => {
  await logIn(page, "owner", "/kunder?q=berg");
  await expect(page).toHaveURL(/\/kunder\?q=berg/);
});

test("a foreign page changes nothing", async ({ page, context, baseURL, watch }) => {
  watch.expect(/./);
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "owner");
  const customers = async () => {
    const session = await context.request.post("/api/v1/session/refresh", {
      data: {},
      headers: { "x-fk-csrf": "1", origin: baseURL },
    });
    const { access_token } = (await session.json()) as { access_token: string };
    const list = await context.request.get("/api/v1/customers?total=true&limit=1", {
      headers: { authorization: `Bearer ${access_token}` },
    });
    return ((await list.json()) as { total: number }).total;
  };
  const before = await customers();
  const foreign = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html");
    answer.end(
      `<form id="f" method="post" action="${baseURL}/api/v1/customers" enctype="text/plain"><input name='{"a":"' value='"}'></form>`,
    );
  });
  await new Promise<void>((done) => foreign.listen(0, "127.0.0.1", done));
  try {
    await page.goto(`http://localhost:${(foreign.address() as AddressInfo).port}/`);
    const seen = await page.evaluate(async (server) => {
      const send = (init: RequestInit, path = "/api/v1/session/refresh") =>
        fetch(`${server}${path}`, { credentials: "include", ...init }).then(
          (answer) => answer.status,
          () => "refused",
        );
      return [
        await send({ method: "POST", body: "{}" }),
        await send({ method: "POST", body: "{}", headers: { "content-type": "text/plain" } }),
        await send({
          method: "POST",
          body: "{}",
          headers: { "content-type": "application/json", "x-fk-csrf": "1" },
        }),
        await send({ method: "DELETE" }, "/api/v1/session"),
        await send({ method: "GET" }, "/api/v1/me"),
      ];
    }, baseURL);
    for (const answer of seen) expect(answer).toBe("refused");
    await page.evaluate(() => (document.getElementById("f") as HTMLFormElement).submit());
    await page.waitForURL(/api\/v1\/customers/);
    expect(await page.content()).toMatch(/csrf|unsupported_media_type|unauthenticated/);
  } finally {
    foreign.close();
  }
  expect(await customers()).toBe(before);
});
