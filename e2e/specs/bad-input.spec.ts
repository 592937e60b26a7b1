/** What happens when people and networks do what they do? Each gets a clear answer, and nothing is lost. */
import type { Page } from "@playwright/test";
import { Api, invoiceDraft, offerDraft, sendOffer } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

const AT_THE_DESK = "chromium-desktop-light";

/** The same in every size and colour: once is enough. */
function onceOnly(): void {
  test.skip(test.info().project.name !== AT_THE_DESK, "the same in every size and colour");
}

async function withApi<T>(baseURL: string | undefined, act: (api: Api) => Promise<T>): Promise<T> {
  if (!baseURL) throw new Error("no server");
  const api = await Api.as("office", baseURL);
  try {
    return await act(api);
  } finally {
    await api.end();
  }
}

async function saved(page: Page): Promise<void> {
  await expect(page.locator("[data-save-state='saved']")).toBeVisible();
}

test("of two tabs with one offer the second sees both texts, and none is lost", async ({
  page,
  context,
  baseURL,
  watch,
}) => {
  onceOnly();
  watch.expect(/412/);
  const offer = await withApi(baseURL, (api) => offerDraft(api, "Före"));
  await beginSession(context, baseURL ?? "", "owner");
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto(`/offerter/${offer.id}`);
    await expect(tab.getByLabel("Rubrik")).toHaveValue("Före");
  }
  await page.getByLabel("Rubrik").fill("Från första fliken");
  await page.getByLabel("Er referens").focus();
  await saved(page);
  // The other tab isn't told: it was looked at before.
  await other.getByLabel("Rubrik").fill("Från andra fliken");
  const dialog = other.getByRole("dialog");
  await expect(dialog).toContainText("Från första fliken");
  await expect(dialog).toContainText("Från andra fliken");
  await dialog.getByRole("button", { name: "Behåll mina ändringar" }).click();
  await saved(other);
  await expect(other.getByLabel("Rubrik")).toHaveValue("Från andra fliken");
  const now = await withApi(baseURL, (api) => api.get(`/offers/${offer.id}`));
  expect(now.title).toBe("Från andra fliken");
});

test("a double click on issue gives one invoice", async ({ page, context, baseURL }) => {
  onceOnly();
  const draft = await withApi(baseURL, (api) => invoiceDraft(api, "Dubbelklick"));
  await beginSession(context, baseURL ?? "", "owner");
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith(`/invoices/${draft.id}/issue`))
      sent.push(request.headers()["idempotency-key"] ?? "");
  });
  await page.goto(`/fakturor/${draft.id}`);
  await page.getByRole("button", { name: "Granska och utfärda" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Utfärda fakturan" }).dblclick();
  await expect(page.getByText(/Faktura \d+ är utfärdad/)).toBeVisible();
  expect(new Set(sent).size).toBe(1);
  await withApi(baseURL, async (api) => {
    const issued = await api.get(`/invoices/${draft.id}`);
    const next = await invoiceDraft(api, "Nästa");
    const after = await api.post(`/invoices/${next.id}/issue`, { version: next.version });
    expect(after.number).toBe(String(Number(issued.number) + 1));
  });
});

test("a draft is saved when the connection is back", async ({ page, context, baseURL, watch }) => {
  onceOnly();
  watch.expect(/ERR_INTERNET_DISCONNECTED/);
  const offer = await withApi(baseURL, (api) => offerDraft(api, "Före avbrottet"));
  await beginSession(context, baseURL ?? "", "owner");
  await page.goto(`/offerter/${offer.id}`);
  await expect(page.getByLabel("Rubrik")).toHaveValue("Före avbrottet");
  await context.setOffline(true);
  await page.getByLabel("Rubrik").fill("Skriven utan nät");
  await page.getByLabel("Er referens").focus();
  await expect(page.getByText("Texten sparas av sig själv när kontakten är tillbaka")).toBeVisible();
  await context.setOffline(false);
  await saved(page);
  await expect(page.getByLabel("Rubrik")).toHaveValue("Skriven utan nät");
  await page.reload();
  await expect(page.getByLabel("Rubrik")).toHaveValue("Skriven utan nät");
});

test("a link that no longer holds says so, and what to do", async ({ page, baseURL, server, watch }) => {
  const expired = await withApi(baseURL, async (api) => {
    const { items } = await api.get<{ items: { id: string }[] }>("/offers?status=expired&limit=1");
    return (await api.get(`/offers/${items[0]?.id}`)).public_url as string;
  });
  await test.step("the offer's time is over", async () => {
    await page.goto(expired);
    await expect(page.getByText("Offerten har gått ut")).toBeVisible();
    await expect(page.getByText(/Kontakta .* om du vill ha en ny/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Acceptera offerten" })).toHaveCount(0);
  });

  const recipient = `${test.info().project.name}@kund.example`;
  const sent = await withApi(baseURL, async (api) =>
    sendOffer(api, await offerDraft(api, "Besvarad en gång"), recipient),
  );
  const mail = await server.mailbox.latest({ to: recipient });
  const link = mail.links.find((each) => each.includes("/o#")) ?? "";
  await test.step("it was answered before", async () => {
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByRole("button", { name: "Acceptera offerten" }).click();
    await page.getByLabel("Ditt namn").fill("Anna Ek");
    await page.getByRole("button", { name: "Ja, jag accepterar" }).click();
    await expect(page.getByText("Offerten är accepterad")).toBeVisible();
    await page.reload();
    await expect(page.getByText(/Anna Ek accepterade .* hör av sig/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Acceptera offerten" })).toHaveCount(0);
    const now = await withApi(baseURL, (api) => api.get(`/offers/${sent.id}`));
    expect(now.status).toBe("accepted");
  });

  await test.step("it was cut short in the mail", async () => {
    watch.expect(/404/);
    await page.goto("about:blank");
    await page.goto(link.slice(0, -5));
    await expect(page.getByText("Kontrollera att hela adressen från mejlet följde med")).toBeVisible();
  });
});

test("a Swedish comma is a decimal sign in quantity and price", async ({ page, context, baseURL }) => {
  const draft = await withApi(baseURL, (api) => invoiceDraft(api, "Med komma"));
  await beginSession(context, baseURL ?? "", "owner");
  await page.goto(`/fakturor/${draft.id}`);
  const line = page.locator("[data-path='lines'] li").first();
  await line.getByLabel("Antal").fill("2,125");
  await line.getByLabel("À-pris").fill("1 234,50");
  await line.getByLabel("Enhet").focus();
  await expect(line.locator("output")).toContainText(/2\s623,31/);
  await expect(page.locator("[data-save-state='saved']").first()).toBeVisible();
  const now = await withApi(baseURL, (api) =>
    api.get<{ lines: Record<string, number>[] }>(`/invoices/${draft.id}`),
  );
  expect(now.lines[0]).toMatchObject({ quantity_milli: 2125, unit_price_ore: 123_450 });
  await line.getByLabel("À-pris").focus();
  await line.getByLabel("À-pris").press("ControlOrMeta+a");
  await line.getByLabel("À-pris").pressSequentially("12,3,4");
  await line.getByLabel("Enhet").focus();
  await expect(line.getByLabel("À-pris")).toHaveValue("12,3,4");
  await expect(line.getByLabel("À-pris")).toHaveAttribute("aria-invalid", "true");
});
