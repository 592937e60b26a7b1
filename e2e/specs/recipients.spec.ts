/** Is a recipient registered, one outside Sweden refused, and what was typed kept? */
import { expectAccessible } from "../support/accessibility.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

test("a recipient is registered, corrected and changed", async ({ page, server, context, watch }) => {
  test.setTimeout(120_000);
  watch.expect(/422/);
  await beginSession(context, server.url, "owner");
  await page.goto("/integritetsarenden?tab=recipients");

  await test.step("those whom every company gives data to are there", async () => {
    for (const name of ["Skatteverket", "Företagets bank", "Siffror Redovisning AB"])
      await expect(page.getByRole("article", { name, exact: true })).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "recipients");
  });

  await test.step("outside Sweden, and without an agreement, it is refused by field", async () => {
    await page.getByRole("button", { name: "Ny mottagare" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^Namn/).fill("Molnposten AB");
    await dialog.getByLabel(/^Land/).fill("US");
    await dialog.getByRole("checkbox", { name: "Kundens kontaktuppgifter" }).check();
    await dialog.getByRole("checkbox", { name: "Leverera tjänsten" }).check();
    await dialog.getByLabel(/^Server/).fill("smtp.molnposten.example");
    await dialog.getByRole("button", { name: "Spara" }).click();
    await expect(dialog.getByText("Uppgifter lämnar inte Sverige")).toBeVisible();
    await expect(dialog.getByText("ett biträde måste ha ett")).toBeVisible();
    await expect(dialog.getByLabel(/^Namn/)).toHaveValue("Molnposten AB");
    await expect(dialog.getByLabel(/^Server/)).toHaveValue("smtp.molnposten.example");
    await expectAccessible(page, { popupOpen: true });
    await takePictures(page, "recipient-dialog");
    await dialog.getByLabel(/^Land/).fill("SE");
    await dialog.getByLabel(/^Personuppgiftsbiträdesavtal/).fill("PUB 2026-11");
    await dialog.getByRole("button", { name: "Spara" }).click();
    await expect(dialog).toHaveCount(0);
  });

  await test.step("it is changed", async () => {
    const card = page.getByRole("article", { name: "Molnposten AB" });
    await expect(card).toContainText("PUB 2026-11");
    await card.getByRole("button", { name: "Ändra Molnposten AB" }).click();
    await page.getByRole("dialog").getByLabel("Kontakt i dataskyddsfrågor").fill("dso@molnposten.example");
    await page.getByRole("dialog").getByRole("button", { name: "Spara" }).click();
    await expect(card).toContainText("dso@molnposten.example");
  });
});
