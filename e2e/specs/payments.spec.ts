/** Does the bank's file find its invoices? Brought in, reviewed, booked, and brought in again without effect. */
import { expectAccessible } from "../support/accessibility.ts";
import { Api, someCustomer } from "../support/api.ts";
import { bgmax } from "../support/bank-file.ts";
import { logIn } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

const LINE = {
  ...{ kind: "work", description: "Målning", quantity_milli: 8000, unit: "tim", unit_price_ore: 55_000 },
  ...{ discount_bp: 0, vat: "25", time_entry_ids: [] },
};

type Issued = { id: string; version: number; number: string; ocr: string; customer_name: string };

/** An issued invoice of 4 400 kr. */
async function issued(api: Api, customer_id: string): Promise<Issued> {
  const draft = await api.post("/invoices", {
    body: {
      ...{
        customer_id,
        title: "Måla hallen",
        note: "",
        their_reference: "",
        our_reference: "",
        language: "sv",
      },
      ...{ payment_terms_days: 30, prices_include_vat: true, discount_bp: 0, round_to_krona: true },
      lines: [LINE],
    },
  });
  return api.post<Issued>(`/invoices/${draft.id}/issue`, { version: draft.version });
}

test("a file of payments is matched, booked, and changes nothing the second time", async ({
  page,
  server,
  watch,
}) => {
  test.setTimeout(120_000);
  watch.expect(/422/);
  const api = await Api.as("office", server.url);
  const customer = await someCustomer(api);
  const [sure, unclear] = [await issued(api, customer.id), await issued(api, customer.id)];
  // Other amounts than the invoices', so that only what is said here tells what is paid.
  const file = bgmax("50501055", [
    { amount: 440_000, reference: sure.ocr, payer: "Första Betalaren", serial: 9_001 },
    { amount: 450_000, reference: "", payer: "Någon Annan AB", serial: 9_002 },
  ]);
  const bring = async () => {
    await page.locator("input[type=file]").setInputFiles({
      name: "inbetalningar.txt",
      mimeType: "text/plain",
      buffer: Buffer.from(file, "latin1"),
    });
  };
  await logIn(page, "office", "/inbetalningar");
  await expect(page.getByRole("heading", { level: 1, name: "Inbetalningar" })).toBeVisible();
  await expectAccessible(page);

  await test.step("a broken file is refused with its line and leaves nothing", async () => {
    await page.locator("input[type=file]").setInputFiles({
      name: "trasig.txt",
      mimeType: "text/plain",
      buffer: Buffer.from(file.replace("440000", "44000x"), "latin1"),
    });
    await expect(page.getByRole("alert")).toContainText("trasig.txt gick inte att läsa in, rad 3");
    await expect(page.getByText("trasig.txt", { exact: true })).toHaveCount(0);
  });

  await test.step("what is sure is matched, the rest waits", async () => {
    await bring();
    await expect(page.getByRole("heading", { level: 1, name: "inbetalningar.txt" })).toBeVisible();
    await expect(page.getByText("OCR och belopp stämmer", { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: `Faktura ${sure.number}` })).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "payments-review");
  });

  await test.step("the rest is matched by hand", async () => {
    await page.goto(`${new URL(page.url()).pathname}?tab=unmatched`);
    await page.getByRole("button", { name: "Välj faktura" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Sök faktura").fill(String(unclear.number));
    await dialog.getByRole("button", { name: new RegExp(`^${unclear.number} · `) }).click();
    await expect(dialog.getByText(/100,00.kr över, blir kundens tillgodohavande/)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Matcha" }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step("all matched ones are booked at once", async () => {
    await page.getByRole("button", { name: "Bokför 2 matchade" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Bokför 2 matchade" }).click();
    await expect(page.getByText("2 betalningar bokförda.")).toBeVisible();
    for (const { id } of [sure, unclear]) {
      const { status } = await api.get(`/invoices/${id}`);
      expect(status).toBe("paid");
    }
  });

  await test.step("the same file again changes nothing and says so", async () => {
    await page.goto("/inbetalningar");
    await bring();
    await expect(page.getByText(/Allt i filen var redan inläst/)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: "inbetalningar.txt" })).toBeVisible();
  });

  await test.step("a payment is taken back, and waits in its file again", async () => {
    await page.goto(`/fakturor/${sure.id}`);
    await page.getByRole("button", { name: /^Ta bort betalningen/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^Varför/).fill("Fel konto");
    await dialog.getByRole("button", { name: "Ta bort betalningen" }).click();
    await expect(page.getByText("Betalningen är borttagen.")).toBeVisible();
    const { remaining_ore } = await api.get(`/invoices/${sure.id}`);
    expect(remaining_ore).toBe(440_000);
  });
  await api.end();
});
