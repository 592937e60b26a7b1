/** Does one prove who one is before what weighs much, over whatever one was doing, without losing it? */
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { logIn, PASSWORD } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

/** The dialog that asks for the password. */
function question(page: Page): Locator {
  return page.getByRole("dialog", { name: "Bekräfta att det är du" });
}

async function give(page: Page, password: string): Promise<void> {
  await question(page)
    .getByLabel(/^Lösenord/)
    .fill(password);
  await question(page).getByRole("button", { name: "Bekräfta" }).click();
}

test("a page keeps what was written, whether one proves who one is or not", async ({
  page,
  server,
  context,
  watch,
}) => {
  test.setTimeout(240_000);
  // What asks for the proof, and the wrong password.
  watch.expect(/403/);
  watch.expect(/422/);
  watch.expect(/401/);
  await logIn(page, "owner", "/foretag/support");
  const other = await context.newPage();
  await other.goto("/kunder");
  await expect(other.getByRole("heading", { level: 1, name: "Kunder" })).toBeVisible();
  await page.getByLabel("Vad ska de titta på?").fill("En kund syns två gånger");
  await server.ageProofs();

  await test.step("the question is asked, says why, and is there for everybody", async () => {
    await page.getByRole("button", { name: "Ge tillgång" }).click();
    const field = question(page).getByLabel(/^Lösenord/);
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute("autocomplete", "current-password");
    await expect(question(page)).toContainText("maria@lindqvistbygg.example");
    await expectAccessible(page, { popupOpen: true });
    await takePictures(page, "step-up");
  });

  await test.step("taken back, the page says so and keeps what was written", async () => {
    await page.keyboard.press("Escape");
    await expect(question(page)).toBeHidden();
    await expect(page.getByRole("alert")).toContainText("Du avbröt bekräftelsen");
    await expect(page.getByLabel("Vad ska de titta på?")).toHaveValue("En kund syns två gånger");
    await takePictures(page, "step-up-cancelled");
  });

  await test.step("a wrong password is said at its field", async () => {
    await page.getByRole("button", { name: "Ge tillgång" }).click();
    await give(page, "tre ledsna penslar");
    await expect(question(page).getByText("Lösenordet stämmer inte.")).toBeVisible();
    await expect(question(page).getByLabel(/^Lösenord/)).toBeFocused();
    await expectAccessible(page, { popupOpen: true });
    await takePictures(page, "step-up-wrong");
  });

  await test.step("the right one does what was asked", async () => {
    // A guess is waited for.
    await page.waitForTimeout(1100);
    await give(page, PASSWORD);
    await expect(page.getByRole("heading", { name: "Support har tillgång" })).toBeVisible();
    await expect(question(page)).toBeHidden();
  });

  await test.step("the other tab and a reload go on", async () => {
    await other.getByRole("link", { name: "Order", exact: true }).click();
    await expect(other.getByRole("heading", { level: 1, name: "Order", exact: true })).toBeVisible();
    await page.goto("/handelser");
    await expect(page.getByText("Bekräftade lösenordet").first()).toBeVisible();
  });
});

test("a number is shown after the proof, and its dialog stays below", async ({ page, server, watch }) => {
  test.setTimeout(240_000);
  watch.expect(/403/);
  await logIn(page, "office", "/kunder?q=Stenman");
  await page
    .getByRole("link", { name: /Stenman/ })
    .first()
    .click();
  const people = page.getByRole("region", { name: "Personer för ROT och RUT" });
  await people.getByRole("button", { name: /hela nummer/ }).click();
  const reveal = page.getByRole("dialog", { name: "Visa hela numret" });
  await reveal.getByRole("radio", { name: "Stämma av numret med kunden" }).check();
  await server.ageProofs();
  await reveal.getByRole("button", { name: "Visa", exact: true }).click();
  await expect(question(page)).toBeVisible();
  await expectAccessible(page, { popupOpen: true });
  await takePictures(page, "step-up-over-dialog");
  await page.keyboard.press("Escape");
  await expect(question(page)).toBeHidden();
  await expect(reveal).toContainText("Du avbröt bekräftelsen");
  await expect(reveal.getByRole("radio", { name: "Stämma av numret med kunden" })).toBeChecked();
  await reveal.getByRole("button", { name: "Visa", exact: true }).click();
  await give(page, PASSWORD);
  await expect(reveal).toContainText(/20010402-\d{4}/);
});

test("a file is saved after the proof, and the next one without a question", async ({
  page,
  server,
  watch,
}) => {
  test.setTimeout(240_000);
  watch.expect(/403/);
  await logIn(page, "owner", "/fakturor?q=greta");
  await expect(page.getByText(/^2 visade/)).toBeVisible();
  await server.ageProofs();
  const first = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exportera", exact: true }).click();
  await give(page, PASSWORD);
  expect(await readFile(await (await first).path(), "utf8")).toContain("Greta Åkesson");
  const second = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exportera", exact: true }).click();
  await second;
  await expect(question(page)).toBeHidden();
});
