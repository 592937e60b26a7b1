/** Does an installation of green technology come from the invoice to the tax agency's form, value by value, and its money back? */
import { expectAccessible } from "../support/accessibility.ts";
import { Api } from "../support/api.ts";
import { logIn } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

const BUYER = "198011162396";

test("solar cells and storage are invoiced, claimed by the list and decided by hand", async ({
  page,
  server,
}) => {
  test.setTimeout(180_000);
  const api = await Api.as("office", server.url);
  const address = { street: "Solgatan 4", street2: "", postal_code: "904 20", city: "Umeå", country: "SE" };
  const customer = await api.post("/customers", {
    body: {
      ...{ kind: "private", name: "Sol Claesson", email: "sol@hemma.example", phone: "" },
      ...{ organisation_number: "", vat_number: "", address, language: "sv", reference: "" },
      ...{ payment_terms_days: null, note: "" },
    },
  });
  const member = {
    ...{ id: null, name: "Sol Claesson", identity_number: BUYER, share_bp: 10_000, entitlement: "owner" },
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
  const line = (kind: string, work_type: string | null, description: string, unit_price_ore: number) => ({
    ...{ article_id: null, kind, work_type, description, unit: "st", quantity_milli: 1_000, unit_price_ore },
    ...{ discount_bp: 0, vat: "25", order_line_id: null, time_entry_ids: [] },
  });
  const draft = await api.post("/invoices", {
    body: {
      ...{ customer_id: customer.id, order_id: null, work_site_id: site.id, title: "Solceller och batteri" },
      ...{ note: "", their_reference: "", our_reference: "", language: "sv", supplied_on: null },
      ...{ deduction: "green", payment_terms_days: 30, prices_include_vat: false, discount_bp: 0 },
      round_to_krona: true,
      lines: [
        line("work", "solar_power", "Montering av solpaneler", 2_000_000),
        line("material", "solar_power", "Solpaneler", 6_000_000),
        line("other", "electricity_storage", "Batteri, fast pris", 4_000_000),
      ],
    },
  });

  await test.step("the draft explains each installation, and the review issues it", async () => {
    await logIn(page, "office", `/fakturor/${draft.id}`);
    const panel = page.getByRole("region", { name: "Så räknas avdraget" });
    await expect(panel.getByText("Sol Claesson (100 %): Solceller")).toBeVisible();
    await expect(panel.getByText("Sol Claesson (100 %): Lagring av egen el")).toBeVisible();
    await expect(panel.getByText(/39.250/).first()).toBeVisible();
    await expectAccessible(page);
    await panel.scrollIntoViewIfNeeded();
    await takePictures(page, "green-draft");
  });

  const issued = await api.post<{ id: string; version: number; remaining_ore: number }>(
    `/invoices/${draft.id}/issue`,
    { version: draft.version },
  );
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
  await api.post(`/invoices/${issued.id}/payments`, {
    version: issued.version,
    body: { paid_on: today, amount_ore: issued.remaining_ore, method: "bankgiro", reference: "" },
  });

  await test.step("a claim gives a list to copy from", async () => {
    await page.goto("/skatteavdrag");
    await page
      .getByRole("region", { name: `Grön teknik ${today.slice(0, 4)} att begära` })
      .getByRole("button", { name: "Begär grön teknik" })
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^Begärans namn/).fill("GRÖN PROV");
    const rows = dialog.getByRole("checkbox", { name: /Sol Claesson/ });
    await expect(rows).toHaveCount(2);
    for (const row of await dialog.getByRole("checkbox").all())
      if (await row.isChecked()) await row.uncheck();
    for (const row of await rows.all()) await row.check();
    await expect(dialog.getByText(/^2 valda/)).toBeVisible();
    await dialog.getByRole("button", { name: "Skapa begäran" }).click();
    const solar = dialog.getByRole("region", { name: /^Sol Claesson, Solceller/ });
    await expect(solar.getByText("19801116-2396")).toBeVisible();
    await expect(solar.getByText("UMEÅ TEG 4:2")).toBeVisible();
    for (const [label, value] of [
      ["Arbete och material, kr", "100000"],
      ["Varav material, kr", "75000"],
      ["Betalt belopp, kr", "85000"],
      ["Begärt belopp, kr", "15000"],
    ] as const)
      await expect(
        solar.locator("div", { has: page.getByText(label, { exact: true }) }).last(),
      ).toContainText(value);
    await page
      .context()
      .grantPermissions(["clipboard-read", "clipboard-write"])
      .catch(() => undefined);
    await solar.getByRole("button", { name: /^Kopiera Begärt belopp, kr/ }).click();
    await expect(solar.getByRole("button", { name: /^Kopierat: Begärt belopp, kr/ })).toBeVisible();
    await expectAccessible(page, { popupOpen: true });
    await takePictures(page, "green-list");
    await dialog.getByRole("button", { name: "Stäng" }).click();
  });

  await test.step("the list is opened again from the claim, and the case says which installation it is", async () => {
    await page.goto("/skatteavdrag?tab=claims");
    await page.getByRole("button", { name: "Visa listan för GRÖN PROV" }).click();
    await expect(page.getByRole("dialog").getByRole("region", { name: /Lagring av egen el/ })).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Stäng" }).click();
    await page.goto("/skatteavdrag?state=asked");
    await page
      .getByRole("link", { name: /^Sol Claesson/ })
      .first()
      .click();
    await expect(page.getByText(/^(Solceller|Lagring av egen el) på faktura/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Skriv in beslut" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Spara beslutet" }).click();
    await expect(page.getByText("Godkänt", { exact: true }).first()).toBeVisible();
  });
});
