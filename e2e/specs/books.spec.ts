/** Do the books follow an invoice to the accountant? Issued, paid, reported, closed, handed over, and then left as they are. */
import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { Api, invoiceDraft, soon } from "../support/api.ts";
import { beginSession, logIn } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

type Invoice = { id: string; version: number; number: string };

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

async function day(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByLabel(label, { exact: true }).press("Enter");
  await page.keyboard.press("Escape");
}

test("an invoice is booked, reported, closed and handed to the accountant", async ({
  page,
  server,
  context,
  visitor,
  watch,
  isMobile,
}) => {
  test.skip(isMobile, "books are kept at a desk; the pages' test looks at them on the phone");
  test.setTimeout(180_000);
  // What is refused here is meant to be.
  watch.expect(/409/);
  const yesterday = soon(-1);
  const api = await Api.as("office", server.url);
  const draft = await invoiceDraft(api, "Golv i verkstaden");
  await beginSession(context, server.url, "owner");

  await test.step("a line of the draft names its account", async () => {
    await page.goto(`/fakturor/${draft.id}`);
    await page.getByRole("button", { name: "Rad 1", exact: true }).click();
    await page.getByRole("menuitem", { name: "Välj konto" }).click();
    await page.getByLabel("Konto", { exact: true }).fill("3055");
    await page.getByLabel("Rubrik").focus();
    await expect(page.locator("[data-save-state='saved']")).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "books-line-account");
    await page.getByRole("button", { name: "Granska och utfärda" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Utfärda fakturan" }).click();
    await expect(page.getByText(/Faktura \d+ är utfärdad/)).toBeVisible();
  });
  const invoice = await api.get<Invoice>(`/invoices/${draft.id}`);

  await test.step("its voucher has the account, and the payment gets one too", async () => {
    const body = { paid_on: soon(0), amount_ore: 100_000, method: "bankgiro", reference: "" };
    await api.post(`/invoices/${draft.id}/payments`, { body, version: invoice.version });
    await page.goto("/bokforing?account=3055");
    const voucher = page.getByRole("article").first();
    await expect(voucher).toContainText(`Faktura ${invoice.number}`);
    await expect(voucher).toContainText(/3055 .*3\s520,00/s);
    await page.goto("/bokforing");
    await expect(page.getByRole("article").first()).toContainText(`Betalning ${invoice.number}`);
    await expectAccessible(page);
  });

  await test.step("the VAT report has the sale with its account", async () => {
    await page.goto(`/bokforing?tab=vat&from=${soon(0)}&to=${soon(0)}`);
    const sales = page.getByRole("row", { name: /^05/ });
    await expect(sales).toContainText(/3055: 3\s520,00/);
  });

  await test.step("a closed period takes no payment", async () => {
    await page.goto("/bokforing?tab=years");
    await day(page, "Till och med", yesterday);
    await page.getByRole("button", { name: "Stäng perioden" }).click();
    await expect(page.getByText(`Stängt till och med ${yesterday}`).first()).toBeVisible();
    await page.goto(`/fakturor/${draft.id}`);
    await page.getByRole("button", { name: "Registrera betalning" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Betald den", { exact: true }).fill(yesterday);
    await page.keyboard.press("Tab");
    await dialog.getByRole("button", { name: "Registrera" }).click();
    await expect(dialog.getByText(/Bokföringen är stängd för den dagen/)).toBeVisible();
    await page.keyboard.press("Escape");
  });

  const accountant = await visitor({ acceptDownloads: true });
  await test.step("the accountant takes the vouchers over", async () => {
    await logIn(accountant, "accountant", "/bokforing?tab=export");
    await expect(accountant.getByRole("heading", { level: 2, name: "Lämna verifikationer" })).toBeVisible();
    await day(accountant, "Till och med", yesterday);
    await expect(accountant.getByText(new RegExp(`till och med ${yesterday}, `))).toBeVisible();
    await expectAccessible(accountant);
    await takePictures(accountant, "books-export");
    const [download] = await Promise.all([
      accountant.waitForEvent("download"),
      accountant.getByRole("button", { name: "Lämna och ladda ner" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^verifikationer-.*--${yesterday}\\.si$`));
    const first = await bytesOf(download);
    const text = first.toString("latin1");
    expect(text).toMatch(/^#FLAGGA 0\r\n#KSUMMA\r\n#PROGRAM "Flexibla Kontoret" /);
    expect(text).toContain("\r\n#SIETYP 4\r\n");
    expect(text).toMatch(/\r\n#KSUMMA \d+\r\n$/);
    const sums = text
      .split("\r\n}\r\n")
      .slice(0, -1)
      .map((voucher) =>
        [...voucher.matchAll(/#TRANS \d{4} \{\} (-?\d+)\.(\d\d)/g)]
          .map(([, kronor, ore]) => Number(`${kronor}${ore}`))
          .reduce((sum, amount) => sum + amount, 0),
      );
    expect(sums.length).toBeGreaterThan(0);
    expect(sums.every((sum) => sum === 0)).toBe(true);
    const again = accountant.getByRole("button", {
      name: new RegExp(`^Ladda ner SIE-filen .* ${yesterday}$`),
    });
    const [second] = await Promise.all([accountant.waitForEvent("download"), again.click()]);
    expect((await bytesOf(second)).equals(first)).toBe(true);
  });

  await test.step("what was handed over can't be opened again", async () => {
    await page.goto("/bokforing?tab=years");
    await day(page, "Till och med", soon(-40));
    await page.getByLabel("Skäl, om du öppnar igen").fill("Fel");
    await page.getByRole("button", { name: "Stäng perioden" }).click();
    await expect(page.getByText(/lämnade till redovisningen/)).toBeVisible();
    await page.goto(`/bokforing?to=${yesterday}`);
    await expect(page.getByRole("article").first().getByText("Lämnad", { exact: true })).toBeVisible();
  });
  await api.end();
});
