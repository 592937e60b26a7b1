/** Does a bill with reverse charge reach its payer? Written by the office, opened by link, asked about. */
import { expectAccessible } from "../support/accessibility.ts";
import { pdfText } from "../support/pdf.ts";
import { logIn } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

const EMAIL = "faktura@sockel.example";

test("a builder gets a reverse charge invoice, opens its link and asks", async ({
  page,
  server,
  visitor,
  isMobile,
}) => {
  test.skip(isMobile, "the office sits at a desk; the payer's part below is on a phone");
  test.setTimeout(180_000);
  await logIn(page, "office");

  await test.step("a business customer that owes the VAT itself", async () => {
    await page.goto("/kunder/ny");
    await page.getByRole("radiogroup", { name: "Kundtyp" }).getByText("Företag", { exact: true }).click();
    await page.getByLabel(/Företagets namn/).fill("Sockel & Grund AB");
    await page.getByLabel("VAT-nummer").fill("SE556016068001");
    await page.getByLabel(/^E-post/).fill(EMAIL);
    await page.getByLabel("Gatuadress").first().fill("Grusvägen 2");
    await page.getByLabel("Postnummer").first().fill("903 25");
    await page.getByLabel(/^Ort/).first().fill("Umeå");
    await page.getByText("Moms, rabatt och kredit").click();
    await page.getByRole("combobox", { name: "Moms på nya rader" }).click();
    await page.getByRole("option", { name: "Omvänd byggmoms" }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Spara" }).click();
    await expect(page).toHaveURL(/\/kunder\/[0-9a-f-]{36}/);
  });

  await test.step("an invoice begins with the customer's choice", async () => {
    await page.getByRole("link", { name: "Ny faktura" }).first().click();
    await page.getByLabel("Rubrik").fill("Gjuta sockel");
    await page.getByRole("button", { name: "Skriv fakturan" }).click();
    await expect(page).toHaveURL(/\/fakturor\/[0-9a-f-]{36}/);
    await page.getByRole("button", { name: "Lägg till rad" }).click();
    const row = page.locator("[data-path='lines'] li").first();
    await row.getByLabel("Beskrivning").fill("Gjutning");
    await row.getByLabel("Antal").fill("10");
    await row.getByLabel("À-pris").fill("600");
    await expect(page.getByRole("combobox", { name: "Momshantering" })).toHaveValue("Omvänd byggmoms");
    await page.getByLabel("Rubrik").focus();
    await expect(page.locator("[data-save-state='saved']")).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "bill-draft");
  });

  await test.step("it is issued and sent", async () => {
    await page.getByRole("button", { name: "Granska och utfärda" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Utfärda fakturan" }).click();
    await expect(page.getByText(/Faktura \d+ är utfärdad/)).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Skicka fakturan" }).click();
    await expect(page.getByRole("region", { name: "E-post" })).toContainText("Skickad", { timeout: 20_000 });
  });

  const mail = await server.mailbox.latest({ to: EMAIL, subject: /faktura/i });
  const pdf = mail.attachments.find(({ type }) => type === "application/pdf");
  const text = pdfText(pdf?.content ?? Buffer.alloc(0));
  expect(text).toContain("Omvänd betalningsskyldighet");
  expect(text).toContain("SE556016068001");
  const link = mail.links.find((each) => each.includes("/f#"));
  if (!link) throw new Error("no link in the mail");

  await test.step("the payer sees what to pay and asks", async () => {
    const guest = await visitor({ viewport: { width: 390, height: 844 } });
    await guest.goto(link);
    await expect(guest.getByRole("heading", { level: 1, name: "Gjuta sockel" })).toBeVisible();
    const pay = guest.getByRole("region", { name: "Så här betalar du" });
    await expect(pay).toContainText(/6\s000,00\skr/);
    await expect(pay.getByRole("img", { name: "Skanna med bankappen" })).toBeVisible();
    await expectAccessible(guest);
    await takePictures(guest, "bill-public");
    await guest.getByLabel("Ditt namn").fill("Greta Grund");
    await guest.getByLabel("Din e-postadress").fill("greta@sockel.example");
    await guest.getByLabel("Din fråga").fill("Ingår bruket?");
    await guest.getByRole("button", { name: "Skicka frågan" }).click();
    await expect(guest.getByText("Frågan är skickad")).toBeVisible();
    await expectAccessible(guest);
  });
  const question = await server.mailbox.latest({ subject: /Fråga om faktura/ });
  expect(question.text).toContain("Ingår bruket?");
});
