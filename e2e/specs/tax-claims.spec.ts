/** Does a deduction come from the paid invoice to the tax agency's money, and does a refused one go on? */
import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility.ts";
import { Api } from "../support/api.ts";
import { logIn } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

const BUYER = "198011162396";

type Issued = { id: string; version: number; number: string; remaining_ore: number };

/** A paid ROT invoice of 8 hours of 500 kr. */
async function paid(api: Api, customer_id: string, site_id: string): Promise<Issued> {
  const line = {
    ...{ article_id: null, kind: "work", work_type: "masonry", description: "Murning", unit: "tim" },
    ...{ quantity_milli: 8_000, unit_price_ore: 50_000, discount_bp: 0, vat: "25" },
    ...{ order_line_id: null, time_entry_ids: [] },
  };
  const draft = await api.post("/invoices", {
    body: {
      ...{ customer_id, order_id: null, work_site_id: site_id, title: "Murning av grund", note: "" },
      ...{ their_reference: "", our_reference: "", language: "sv", supplied_on: null, deduction: "rot" },
      ...{ payment_terms_days: 30, prices_include_vat: false, discount_bp: 0, round_to_krona: true },
      lines: [line],
    },
  });
  const issued = await api.post<Issued>(`/invoices/${draft.id}/issue`, { version: draft.version });
  const now = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
  return api.post<Issued>(`/invoices/${issued.id}/payments`, {
    version: issued.version,
    body: { paid_on: now, amount_ore: issued.remaining_ore, method: "bankgiro", reference: "" },
  });
}

test("a paid deduction is claimed, decided and paid out; a refused one goes to the customer", async ({
  page,
  server,
}) => {
  test.setTimeout(120_000);
  const api = await Api.as("office", server.url);
  const address = { street: "Tegsvägen 1", street2: "", postal_code: "904 20", city: "Umeå", country: "SE" };
  const customer = await api.post("/customers", {
    body: {
      ...{ kind: "private", name: "Vera Claesson", email: "vera@hemma.example", phone: "" },
      ...{ organisation_number: "", vat_number: "", address, language: "sv", reference: "" },
      ...{ payment_terms_days: null, note: "" },
    },
  });
  const member = {
    ...{ id: null, name: "Vera Claesson", identity_number: BUYER, share_bp: 10_000, entitlement: "owner" },
    ...{ unrelated: true, used: [] },
  };
  await api.put(`/customers/${customer.id}/household`, { version: 0, body: { members: [member] } });
  const site = await api.post(`/customers/${customer.id}/work-sites`, {
    body: {
      ...{ name: "Huset", property_designation: "UMEÅ TEG 4:2", apartment_number: "" },
      ...{ housing_association_number: "", note: "" },
      address,
    },
  });
  const good = await paid(api, customer.id, site.id);
  const bad = await paid(api, customer.id, site.id);

  await logIn(page, "office", "/skatteavdrag");
  await expect(page.getByRole("heading", { level: 1, name: "ROT och RUT" })).toBeVisible();
  await expectAccessible(page);

  const xml = await test.step("the claim takes what is chosen, and its file is fetched", async () => {
    const year = new Date().getFullYear();
    await page
      .getByRole("region", { name: `ROT ${year} att begära` })
      .getByRole("button", { name: "Begär ROT" })
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^Begärans namn/).fill("PROV 1");
    // Whatever else the demo has ready is left for another claim.
    await expect(dialog.getByRole("checkbox", { name: /Vera Claesson/ })).toHaveCount(2);
    for (const row of await dialog.getByRole("checkbox").all())
      if (await row.isChecked()) await row.uncheck();
    for (const row of await dialog.getByRole("checkbox", { name: /Vera Claesson/ }).all()) await row.check();
    await expect(dialog.getByText(/^2 valda/)).toBeVisible();
    await expectAccessible(page, { popupOpen: true });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Skapa begäran" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("PROV-1.xml");
    await expect(dialog.getByText("Begäran PROV 1 är klar")).toBeVisible();
    await dialog.getByRole("button", { name: "Stäng" }).last().click();
    return readFile(await download.path(), "utf8");
  });
  expect(xml).toContain(`<k:Kopare>${BUYER}</k:Kopare>`);
  expect(xml).toContain("<k:BegartBelopp>1500</k:BegartBelopp>");
  await expect(page.locator("body")).not.toContainText(BUYER.slice(8));

  await test.step("the decision file finds both, and says what was refused", async () => {
    const decision = {
      ...{ version: "1", utforare: "165566778899" },
      beslut: [
        {
          ...{ namn: "PROV 1", referensnummer: "20269999001-01" },
          arenden: [
            { personnummer: BUYER, fakturanummer: good.number, godkantBelopp: 1500 },
            { personnummer: BUYER, fakturanummer: bad.number, godkantBelopp: 0 },
          ],
        },
      ],
    };
    await page.locator("input[type=file]").setInputFiles({
      name: "beslut.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(decision)),
    });
    await expect(page.getByText(/^2 beslut: 1.500.kr godkänt, 1.500.kr nekat$/)).toBeVisible();
  });

  await test.step("the refused one is billed to the customer", async () => {
    await page.getByRole("link", { name: `Vera Claesson, faktura ${bad.number}` }).click();
    await expect(page.getByText("Skatteverket betalar inte", { exact: false })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Fakturera kunden" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Fakturera", exact: true }).click();
    await expect(page.getByText(/^Fakturerat till kunden: 1.500,00.kr$/)).toBeVisible();
    const open = await api.get<Issued>(`/invoices/${bad.id}`);
    expect(open.remaining_ore).toBe(150_000);
  });

  await test.step("the payout settles the approved one", async () => {
    const found = await api.get<{ items: { id: string }[] }>(`/deduction-cases?invoice_id=${good.id}`);
    await page.goto(`/skatteavdrag/${found.items[0]?.id}`);
    await page.getByRole("button", { name: "Registrera utbetalning" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Registrera", exact: true }).click();
    await expect(page.getByText(/^Utbetalt: 1.500,00.kr$/)).toBeVisible();
    await expect(page.getByText("Utbetalt", { exact: true }).first()).toBeVisible();
  });
});

test("the tax agency's row of the bank's file is its payout, and can be taken back", async ({ page }) => {
  await logIn(page, "office", "/inbetalningar");
  await page
    .getByRole("link", { name: /^skatteverket-/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Skatteverkets utbetalning" }).click();
  const dialog = page.getByRole("dialog");
  // What adds up to the sum is ticked.
  await expect(dialog.getByText("Summan stämmer med banken.")).toBeVisible();
  await expectAccessible(page, { popupOpen: true });
  await dialog.getByRole("textbox", { name: /^Utbetalt för/ }).fill("1");
  await expect(dialog.getByText(/kvar att fördela/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Registrera" })).toBeDisabled();
  await dialog.getByRole("checkbox", { checked: true }).uncheck();
  await dialog.getByRole("checkbox", { name: /Marit/ }).first().check();
  await dialog.getByRole("button", { name: "Registrera" }).click();
  await expect(dialog).toBeHidden();

  await page.goto("/skatteavdrag?state=paid_out");
  await page.getByRole("link", { name: /Marit/ }).first().click();
  await page.getByRole("button", { name: "Ta bort utbetalningen" }).first().click();
  await page
    .getByRole("dialog")
    .getByLabel(/^Varför/)
    .fill("Fel avdrag");
  await page.getByRole("dialog").getByRole("button", { name: "Ta bort utbetalningen" }).click();
  await expect(page.getByText("Utbetalningen togs bort", { exact: false }).first()).toBeVisible();
});
