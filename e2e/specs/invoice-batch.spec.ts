/** Can many invoices be printed, exported and reminded of at once? */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { pdfText } from "../support/pdf.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

async function tick(page: Page, isMobile: boolean): Promise<void> {
  if (!isMobile) return page.getByRole("checkbox", { name: "Välj alla visade" }).check();
  await page.getByRole("button", { name: "Välj flera" }).click();
  for (const box of await page.locator("main li input[type=checkbox]").all()) await box.check();
}

/** The file that a click saves. */
async function saved(page: Page, click: () => Promise<void>): Promise<{ name: string; path: string }> {
  const download = page.waitForEvent("download");
  await click();
  const file = await download;
  return { name: file.suggestedFilename(), path: await file.path() };
}

test("letters are one file, and are sent when it is said", async ({ page, context, baseURL, isMobile }) => {
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "owner");
  await page.goto("/fakturor?sent=false&q=greta");
  await expect(page.getByText(/^2 visade/)).toBeVisible();
  await tick(page, isMobile);
  await page.getByRole("button", { name: "Skriv ut 2", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Greta Åkesson")).toHaveCount(2);
  await expect(dialog.getByRole("button", { name: "Markera som skickade" })).toHaveCount(0);
  const file = await saved(page, () => dialog.getByRole("button", { name: "Hämta utskriften" }).click());
  expect(file.name).toMatch(/^Fakturor-.*\.pdf$/);
  const text = pdfText(await readFile(file.path));
  expect(text).toContain("Målning av staket");
  expect(text).toContain("Byte av takpannor");
  expect(text.match(/Sida 1 \(1\)/g)).toHaveLength(2);
  await expectAccessible(page, { popupOpen: true });
  await takePictures(page, "print-batch");
  await dialog.getByRole("button", { name: "Markera som skickade" }).click();
  await expect(page.getByText("2 fakturor är markerade som skickade")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Inget passar sökningen" })).toBeVisible();
});

test("what is shown becomes a table, and so does what is ticked", async ({
  page,
  context,
  baseURL,
  isMobile,
}) => {
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "owner");
  await page.goto("/fakturor?q=greta");
  await expect(page.getByText(/^2 visade/)).toBeVisible();
  const all = await saved(page, () => page.getByRole("button", { name: "Exportera", exact: true }).click());
  const rows = (await readFile(all.path, "utf8")).trimEnd().split("\r\n");
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatch(/^\ufeffNummer;Slag;Status;Kund;/);
  expect(rows[1]).toContain(";Greta Åkesson;");
  await tick(page, isMobile);
  const some = await saved(page, () => page.getByRole("button", { name: "Exportera 2" }).click());
  expect((await readFile(some.path, "utf8")).trimEnd().split("\r\n")).toEqual(rows);
});

test("late ones are reminded of, each with its own result", async ({ page, context, baseURL, isMobile }) => {
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "owner");
  await page.goto("/fakturor?overdue=true");
  await expect(page.getByText(/visade/)).toBeVisible();
  await tick(page, isMobile);
  await page.getByRole("button", { name: /^Påminn om \d+$/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.locator("li")).not.toHaveCount(0);
  const rows = await dialog.locator("li").count();
  await dialog.getByRole("button", { name: /^Påminn om \d+ faktur/ }).click();
  await expect(dialog.locator("li[data-state=done], li[data-state=failed]")).toHaveCount(rows, {
    timeout: 60_000,
  });
  const held = /Nästa påminnelse är först|Alla påminnelsesteg|stoppade|Hos inkasso|ska inte påminnas/;
  await expect(dialog.locator("li[data-state=failed]").filter({ hasNotText: held })).toHaveCount(0);
  await expectAccessible(page, { popupOpen: true });
});
