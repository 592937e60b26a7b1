/** Does the office come to lines whose work counts for a deduction: by a kit, by a flat rate, by a rule that has been decided? */
import { expectAccessible } from "../support/accessibility.ts";
import { logIn } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

test("a kit becomes its parts on an offer, and a line is divided by a flat rate", async ({ page }) => {
  await logIn(page, "office", "/offerter?status=draft&q=flytt");
  const offer = page.locator("main [data-row], main li").filter({ hasText: "Hjälp vid flytt" });
  await offer.getByRole("link").first().click();
  const rows = page.locator("[data-path='lines'] ol > li");
  await expect(rows.first()).toBeVisible();
  const before = await rows.count();
  await page.getByRole("button", { name: "Hämta artikel" }).click();
  const search = page.getByRole("combobox", { name: "Sök artikel" });
  await expect(search).toBeFocused();
  await page.keyboard.type("kakla");
  const kit = page.getByRole("option", { name: /Kakla badrum, litet.*sats av 4 delar/ });
  // Enter would take it: it looks so, in both colours.
  await expect(kit).toHaveAttribute("data-combobox-selected", "true");
  await expectAccessible(page, { popupOpen: true });
  await kit.click();
  await expect(rows).toHaveCount(before + 4);
  const names = ["Plattsättning", "Kakelfix", "Framkörning", "Bortforsling"];
  for (const [place, name] of names.entries()) {
    await expect(rows.nth(before + place).getByLabel("Beskrivning")).toHaveValue(name);
  }
  await expect(rows.nth(before).getByLabel("Antal")).toHaveValue("24");
  await rows
    .nth(before + 3)
    .getByRole("button", { name: `Rad ${before + 4}` })
    .click();
  await page.getByRole("menuitem", { name: "Dela: Braskamin, 30 % arbete" }).click();
  await expect(rows).toHaveCount(before + 5);
  await expect(rows.nth(before + 3).getByLabel("Beskrivning")).toHaveValue("Bortforsling, arbete");
  await expect(rows.nth(before + 3).getByLabel("À-pris")).toHaveValue("720,00");
  await expect(rows.nth(before + 4).getByLabel("À-pris")).toHaveValue(/1.680,00/);
  await expectAccessible(page);
});

test("the parts of a kit are changed on its page", async ({ page }) => {
  await logIn(page, "office", "/artiklar?q=kakla");
  await page
    .getByRole("link", { name: /Kakla badrum/ })
    .first()
    .click();
  const kit = page.getByRole("region", { name: "Delar" });
  await expect(kit.getByText(/Satsens pris: 20.259/)).toBeVisible();
  await kit.getByLabel("Antal av Framkörning").fill("2");
  await kit.getByRole("button", { name: "Ta bort Bortforsling" }).click();
  await expectAccessible(page);
  await kit.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByText("Delarna är sparade")).toBeVisible();
  await expect(kit.getByRole("listitem")).toHaveCount(3);
});

test("a rate that has been decided is entered before it holds, and taken back", async ({ page, watch }) => {
  // A day that has passed is refused.
  watch.expect(/422/);
  await logIn(page, "owner", "/foretag/skattereduktion");
  await page.getByRole("button", { name: "Lägg till beslutad ändring" }).click();
  const dialog = page.getByRole("dialog");
  const year = new Date().getFullYear() + 1;
  await dialog.getByLabel(/^Betalt från och med/).fill(`${year}-07-01`);
  await dialog.getByLabel(/^Sats, procent/).fill("40");
  await expectAccessible(page, { popupOpen: true });
  await dialog.getByRole("button", { name: "Spara" }).click();
  await expect(dialog.getByLabel(/^Källa/)).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel(/^Källa/).fill("SFS om ROT");
  await dialog.getByRole("button", { name: "Spara" }).click();
  await expect(dialog).toBeHidden();
  const rates = page.getByRole("table", { name: "Satser" });
  const own = rates.getByRole("row").filter({ hasText: "SFS om ROT" });
  await expect(own).toContainText("40 %");
  await expect(own).toContainText("Inlagd av er");
  await own.getByRole("button", { name: "Ta bort" }).click();
  await expect(own).toBeHidden();
});
