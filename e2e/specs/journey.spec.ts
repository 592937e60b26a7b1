/** Does the whole journey run? From a new customer over offer, order and time to a paid invoice, as people click it. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { pdfText } from "../support/pdf.ts";
import { logIn } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

const CUSTOMER = "Astrid Fjällström";
const EMAIL = "astrid@kund.example";
const TITLE = "Måla om sommarstugan";

async function writeLine(
  page: Page,
  place: number,
  line: { text: string; kind?: string; quantity: string; unit: string; price: string },
) {
  const row = page.locator("[data-path='lines'] li").nth(place);
  await row.getByLabel("Beskrivning").fill(line.text);
  if (line.kind) {
    await row.getByLabel("Slag").click();
    await page.getByRole("option", { name: line.kind }).click();
  }
  await row.getByLabel("Antal").fill(line.quantity);
  await row.getByLabel("Enhet").fill(line.unit);
  await row.getByLabel("À-pris").fill(line.price);
}

async function createCustomer(page: Page): Promise<void> {
  await page.goto("/kunder/ny");
  await page.getByLabel(/^Namn/).fill(CUSTOMER);
  await page.getByLabel(/^E-post/).fill(EMAIL);
  await page.getByLabel("Gatuadress").fill("Strandvägen 4");
  await page.getByLabel("Postnummer").fill("903 25");
  await page.getByLabel(/^Ort/).fill("Umeå");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page).toHaveURL(/\/kunder\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: "Ny arbetsplats" }).first().click();
  const site = page.getByRole("dialog");
  await site.getByLabel(/^Namn/).fill("Sommarstugan");
  await site.getByLabel("Fastighetsbeteckning").fill("Umeå Sävar 1:2");
  await site.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByText("Sommarstugan").first()).toBeVisible();
  await expectAccessible(page);
}

async function writeOffer(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Ny offert" }).first().click();
  await page.getByLabel("Rubrik").fill(TITLE);
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await expect(page).toHaveURL(/\/offerter\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: "Lägg till rad" }).click();
  await writeLine(page, 0, { text: "Målning av fasad", quantity: "16", unit: "tim", price: "550" });
  await page.getByRole("button", { name: "Lägg till rad" }).click();
  await writeLine(page, 1, {
    text: "Färg och material",
    kind: "Material",
    quantity: "1,5",
    unit: "st",
    price: "1 234,50",
  });
  await page.getByLabel("Rubrik").focus();
  await expect(page.locator("[data-save-state='saved']")).toBeVisible();
  await expectAccessible(page);
  await takePictures(page, "journey-offer-draft");
}

test("from a new customer to a paid invoice @journey", async ({ page, server, visitor, isMobile }) => {
  test.skip(isMobile, "the office sits at a desk; the worker's part below is on a phone");
  test.setTimeout(240_000);
  await logIn(page, "owner");

  await test.step("a private customer with a work site", () => createCustomer(page));
  await test.step("an offer with work and material", () => writeOffer(page));

  await test.step("it is sent with its document", async () => {
    await page.getByRole("button", { name: "Granska och skicka" }).click();
    const review = page.getByRole("dialog");
    await expect(review.getByLabel("Mottagarens e-post")).toHaveValue(EMAIL);
    await review.getByRole("button", { name: "Skicka offerten" }).click();
    await expect(review).toBeHidden();
    await expect(page.getByRole("region", { name: "E-post" })).toContainText("Skickad", { timeout: 20_000 });
  });
  const mail = await server.mailbox.latest({ to: EMAIL, subject: /offert/i });
  const offerPdf = mail.attachments.find(({ type }) => type === "application/pdf");
  expect(pdfText(offerPdf?.content ?? Buffer.alloc(0))).toContain("Färg och material");
  const link = mail.links.find((each) => each.includes("/o#"));
  if (!link) throw new Error("no link in the mail");

  await test.step("the customer accepts without an account", async () => {
    const guest = await visitor({ viewport: { width: 390, height: 844 } });
    await guest.goto(link);
    await expect(guest.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(guest);
    await guest.getByRole("button", { name: "Acceptera offerten" }).click();
    await guest.getByLabel("Ditt namn").fill(CUSTOMER);
    await guest.getByRole("button", { name: "Ja, jag accepterar" }).click();
    await expect(guest.getByText("Offerten är accepterad")).toBeVisible();
    await expectAccessible(guest);
  });

  await test.step("it becomes an order", async () => {
    await page.reload();
    await page.getByRole("button", { name: "Gör order" }).click();
    await expect(page).toHaveURL(/\/order\/[0-9a-f-]{36}/);
  });
  const orderPath = new URL(page.url()).pathname;
  const orderId = orderPath.split("/").at(-1) ?? "";

  const week = await test.step("a worker reports the hours on the phone and hands in the week", async () => {
    const phone = await visitor({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    await logIn(phone, "worker", `/tid?order=${orderId}`);
    return reportOnPhone(phone);
  });

  await test.step("the office approves", async () => {
    await page.goto("/tid/attest?status=submitted");
    const row = page.locator("main [data-row]").filter({ hasText: "Erik Sundin" }).filter({ hasText: week });
    await row.getByRole("link").click();
    await page.getByRole("button", { name: "Attestera", exact: true }).last().click();
    await expect(page.getByText(/är attesterad/).first()).toBeVisible();
  });

  await test.step("an invoice is made of the order and its time", async () => {
    await page.goto(orderPath);
    await page.getByRole("button", { name: "Fakturera", exact: true }).click();
    await expect(page.getByRole("dialog")).toContainText("Erik Sundin · Målning");
    await page.getByRole("dialog").getByRole("button", { name: "Skapa fakturautkast" }).click();
    await expect(page).toHaveURL(/\/fakturor\/[0-9a-f-]{36}/);
    await expect(page.getByText("Färg och material").first()).toBeVisible();
  });

  await test.step("it is issued with number, OCR and document", async () => {
    await page.getByRole("button", { name: "Granska och utfärda" }).click();
    const review = page.getByRole("dialog");
    await expectAccessible(page, { popupOpen: true });
    await review.getByRole("button", { name: "Utfärda fakturan" }).click();
    await expect(page.getByText(/Faktura \d+ är utfärdad/)).toBeVisible();
  });

  await test.step("it is sent", async () => {
    await page.getByRole("dialog").getByRole("button", { name: "Skicka fakturan" }).click();
    await expect(page.getByRole("region", { name: "E-post" })).toContainText("Skickad", { timeout: 20_000 });
    const letter = await server.mailbox.latest({ to: EMAIL, subject: /faktura/i });
    const pdf = pdfText(
      letter.attachments.find(({ type }) => type === "application/pdf")?.content ?? Buffer.alloc(0),
    );
    expect(pdf).toMatch(/OCR/);
    expect(pdf).toMatch(/Bankgiro/i);
  });

  await test.step("the payment is registered and it is paid", async () => {
    await page.getByRole("button", { name: "Registrera betalning" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Registrera betalning" }).click();
    await expect(page.getByText("Betald", { exact: true }).first()).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "journey-invoice-paid");
  });
});

/** Gives the week as the pages name it. */
async function reportOnPhone(phone: Page): Promise<string> {
  // With an order in the address the form is open already.
  const form = phone.getByRole("form", { name: "Rapportera tid" });
  await form.getByLabel("Aktivitet").fill("Målning");
  await form.getByRole("textbox", { name: "Timmar" }).fill("7,5");
  await form.getByRole("button", { name: "Spara" }).click();
  await expect(phone.getByText("7,5 tim").first()).toBeVisible();
  await expectAccessible(phone);
  await phone.getByRole("button", { name: "Lämna in veckan" }).first().click();
  await phone.getByRole("dialog").getByRole("button", { name: "Lämna in veckan" }).click();
  await expect(phone.getByText(/är inlämnad/).first()).toBeVisible();
  return phone.getByText(/^Vecka \d+, /).innerText();
}
