/** Can the office enter who has a tax deduction, see a number only for a reason, and read how a deduction is counted? */
import { expectAccessible } from "../support/accessibility.ts";
import { logIn } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

test("people are entered, kept masked, and shown whole for a purpose", async ({ page, watch }) => {
  // A wrong number is refused.
  watch.expect(/422/);
  await logIn(page, "office", "/kunder?q=Stenman");
  await page
    .getByRole("link", { name: /Stenman/ })
    .first()
    .click();
  const people = page.getByRole("region", { name: "Personer för ROT och RUT" });
  await expect(people.getByText("20010402-••••")).toBeVisible();
  await expect(people.getByText(/Saknas: att personen inte är närstående/)).toBeVisible();

  await people.getByRole("button", { name: "Ändra personer" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Lägg till person" }).click();
  const second = dialog.getByRole("group", { name: "Person 2" });
  await second.getByLabel(/^Namn/).fill("Bo Stenman");
  await second.getByLabel(/^Personnummer/).fill("19810310-2392");
  await expectAccessible(page, { popupOpen: true });
  await dialog.getByRole("button", { name: "Spara" }).click();
  await expect(second.getByText(/siffra|kontrollsiffra/i)).toBeVisible();
  await second.getByLabel(/^Personnummer/).fill("19810310-2391");
  await dialog.getByRole("button", { name: "Spara" }).click();
  await expect(dialog).toBeHidden();
  await expect(people.getByText("19810310-••••")).toBeVisible();
  await expect(page.locator("body")).not.toContainText("2391");

  await people.getByRole("button", { name: /Bo Stenman/ }).click();
  await page.getByRole("radio", { name: "Stämma av numret med kunden" }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Visa", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("19810310-2391");
  await page.getByRole("dialog").getByRole("button", { name: "Stäng" }).last().click();
  await expect(page.locator("body")).not.toContainText("2391");
});

test("a draft says how its deduction is counted, while it is written", async ({ page }) => {
  await logIn(page, "office", "/offerter?status=draft&q=flytt");
  // A row of the table, or a card on the phone.
  const offer = page.locator("main [data-row], main li").filter({ hasText: "Hjälp vid flytt" });
  await offer.getByRole("link").first().click();
  const panel = page.getByRole("region", { name: "Så räknas avdraget" });
  await expect(panel.getByText("RUT-avdrag")).toBeVisible();
  // Nine hours at 520 and six at 490, with VAT: 9 525; half of it.
  await expect(panel.getByText("−4 762 kr")).toBeVisible();
  await page.getByLabel("Antal").first().fill("10");
  // One more hour at 520 with VAT: 10 175.
  await expect(panel.getByText("−5 087 kr")).toBeVisible();
  await expectAccessible(page);
});
