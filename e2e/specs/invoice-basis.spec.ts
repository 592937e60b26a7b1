/** Do several orders fit on one invoice, and is a part of it taken back? From the invoice basis to a credit note. */
import { expectAccessible } from "../support/accessibility.ts";
import { logIn } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

const CUSTOMER = "Bostadsrättsföreningen Tallen";
const ORDERS = ["Målning av tvättstuga", "Lagning av entréport"] as const;

test("two orders on one collective invoice, and a part of it credited", async ({ page, isMobile }) => {
  test.skip(isMobile, "the office sits at a desk");
  test.setTimeout(120_000);
  await logIn(page, "office", "/fakturor/underlag");

  await test.step("the basis shows what is ready, and only one customer's is ticked", async () => {
    const mine = page.getByRole("region", { name: CUSTOMER });
    await expect(mine).toBeVisible();
    for (const title of ORDERS) await expect(mine.getByText(new RegExp(title)).first()).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "invoice-basis");
    const customers = await page
      .locator("main section[aria-label]")
      .evaluateAll((sections) => sections.map((section) => section.getAttribute("aria-label") ?? ""));
    expect(customers).toContain(CUSTOMER);
    for (const name of customers) {
      if (name !== CUSTOMER) await page.getByRole("checkbox", { name, exact: true }).uncheck();
    }
  });

  await test.step("they become one draft", async () => {
    await page.getByText("Samla per kund").click();
    await page.getByRole("button", { name: "Skapa utkast" }).click();
    await expect(page).toHaveURL(/\/fakturor\/[0-9a-f-]{36}/);
    await expect(page.getByRole("region", { name: "Hör ihop med" }).getByRole("link")).toHaveCount(2);
  });

  await test.step("it is issued", async () => {
    await page.getByRole("button", { name: "Granska och utfärda" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Utfärda fakturan" }).click();
    await expect(page.getByText(/Faktura \d+ är utfärdad/)).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Skicka senare" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Faktura \d+$/);
  });
  const invoice = page.url();

  await test.step("a part of a line is credited", async () => {
    await page.getByRole("button", { name: "Fler val" }).click();
    await page.getByRole("menuitem", { name: "Kreditera" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Välj rader").click();
    await dialog.getByRole("checkbox", { name: new RegExp(ORDERS[0]) }).check();
    await dialog.getByLabel(`Hur mycket av ${ORDERS[0]}`).first().click();
    await page.getByRole("option", { name: "Ett belopp" }).click();
    await dialog.getByLabel(`Belopp av ${ORDERS[0]}`).fill("1 000");
    await expect(dialog.getByText("Efter krediteringen är")).toBeVisible();
    await expectAccessible(page, { popupOpen: true });
    await dialog.getByRole("button", { name: "Utfärda kreditfakturan" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Kreditfaktura K\d+$/);
    await expect(page.getByText("Avräknad", { exact: true }).first()).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "credit-note");
  });

  await test.step("the invoice names its credit note, and less is left to pay", async () => {
    await page.goto(invoice);
    const related = page.getByRole("region", { name: "Hör ihop med" });
    await expect(related.getByText("Kreditfaktura").first()).toBeVisible();
    await expect(page.getByText("Krediterat").first()).toBeVisible();
  });
});
