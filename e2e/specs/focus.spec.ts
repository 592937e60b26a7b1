/** Where is the focus when a dialog is closed with Esc? Where it was before. */
import type { Locator, Page } from "@playwright/test";
import { Api, invoiceDraft, offerDraft } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });
test.skip(({ isMobile }) => isMobile, "a phone has no Esc");

/** Opens a dialog by the keyboard, closes it, and looks where the focus is. */
async function opensAndCloses(page: Page, opener: Locator): Promise<void> {
  await expect(opener).toBeVisible();
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest("[role=dialog]") !== null))
    .toBe(true);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
}

test("closing a dialog gives the focus back to what opened it", async ({ page, context, baseURL }) => {
  test.setTimeout(240_000);
  if (!baseURL) throw new Error("no server");
  const api = await Api.as("office", baseURL);
  const draft = await invoiceDraft(api, "Utkast");
  const offer = await offerDraft(api, "Offert");
  const other = await invoiceDraft(api, "Utfärdad");
  await api.post(`/invoices/${other.id}/issue`, { version: other.version });
  const customer = String(other.customer_id);
  await api.end();
  await beginSession(context, baseURL, "owner");
  const at = async (path: string, names: string[]) => {
    await page.goto(path);
    for (const name of names)
      await test.step(`${path}: ${name}`, () =>
        opensAndCloses(page, page.locator("main").getByRole("button", { name, exact: true }).first()));
  };
  await at(`/fakturor/${draft.id}`, ["Granska och utfärda", "Ta bort utkastet"]);
  await at(`/fakturor/${other.id}`, ["Registrera betalning", "Skicka"]);
  await at(`/offerter/${offer.id}`, ["Granska och skicka"]);
  await at(`/kunder/${customer}`, ["Ny arbetsplats"]);
  await at("/anvandare", ["Bjud in"]);
  await test.step("from a menu", async () => {
    await page.goto("/fakturor?status=paid");
    const menu = page.getByRole("button", { name: "Vyer" });
    await menu.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Spara vy" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(menu).toBeFocused();
  });
  await test.step("a drawer", async () => {
    await page.goto("/tid/attest?status=approved");
    await page.locator("main [data-row] a").first().focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });
});
