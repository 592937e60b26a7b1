/** Does the office get its late customers reminded, and see what they owe? */
import { expectAccessible } from "../support/accessibility.ts";
import { beginSession } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

test("late invoices are reminded of together, each with its result", async ({ page, context, baseURL }) => {
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "owner");
  await page.goto("/paminnelser");
  await page.getByRole("button", { name: "Markera dem" }).click();
  await page.getByRole("button", { name: /^Skicka \d+ påminnelse/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Väntar").first()).toBeVisible();
  await expectAccessible(page, { popupOpen: true });
  await dialog.getByRole("button", { name: /^Skicka \d+ påminnelse/ }).click();
  // One closes in the corner, the other is offered when all is done.
  const done = dialog.getByRole("button", { name: "Stäng", exact: true }).filter({ hasText: "Stäng" });
  await expect(done).toBeVisible();
  await expect(dialog.getByText("Väntar")).toHaveCount(0);
  const sent = await dialog.getByText("Skickas").count();
  expect(sent).toBeGreaterThan(0);
  await done.click();
  await expect(page.getByText("Ingen påminnelse väntar på att skickas.")).toBeVisible();
  await page.goto("/paminnelser?tab=sent");
  await page.locator("main [data-row] a, main ul li a").first().click();
  await expect(page.locator("main canvas").first()).toBeVisible();
});

test("the ledger adds up to what its customers owe", async ({ page, context, baseURL }) => {
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "owner");
  await page.goto("/reskontra");
  await page
    .getByRole("button", { expanded: false })
    .locator("visible=true")
    .and(page.locator("table button"))
    .first()
    .click();
  await expect(page.getByRole("link", { name: /^Faktura \d+/ }).first()).toBeVisible();
  await expect(page.getByRole("rowheader", { name: "Alla kunder" })).toBeVisible();
  await expectAccessible(page);
});
