/** Does the operator's support see a company only while it is open, and does the company see what was looked at? */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { beginSession, logIn } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

const COMPANY = "Lindqvist Bygg & Måleri AB";

/** Gives access by the page. */
async function give(page: Page, reason: string): Promise<void> {
  await page.getByLabel("Vad ska de titta på?").fill(reason);
  await page.getByText("30 min", { exact: true }).click();
  await page.getByRole("button", { name: "Ge tillgång" }).click();
  await expect(page.getByRole("heading", { name: "Support har tillgång" })).toBeVisible();
}

test("support looks while the company is open, and is out when it closes", async ({
  page,
  server,
  context,
  visitor,
  watch,
}) => {
  test.setTimeout(180_000);
  // The visit that was ended, on the visitor's side.
  watch.expect(/401/);
  const disa = await visitor();
  await logIn(disa, "operator", "/support");
  await beginSession(context, server.url, "owner");

  await test.step("nothing can be entered before a company opens itself", async () => {
    await expect(disa.getByText("Inget företag har öppnat")).toBeVisible();
    await expectAccessible(disa);
    await takePictures(disa, "support-openings-none");
  });

  await test.step("the owner says what it is about, and for how long", async () => {
    await page.goto("/foretag");
    await page.getByRole("link", { name: "Supportåtkomst" }).click();
    await expect(page.getByRole("heading", { name: "Support har ingen tillgång" })).toBeVisible();
    // The demo had help once.
    await expect(page.getByRole("article", { name: "Momsen på en faktura ser fel ut" })).toContainText(
      "Disa Ekström",
    );
    await page.getByRole("button", { name: "Ge tillgång" }).click();
    await expect(page.getByLabel("Vad ska de titta på?")).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
    await takePictures(page, "support-closed");
    await give(page, "En kund syns två gånger i listan");
    await expect(page.getByText("30 min kvar")).toBeVisible();
    await expect(page.getByText("Ingen än")).toBeVisible();
  });

  await test.step("the operator's staff enters, and reads alone", async () => {
    const card = disa.getByRole("article", { name: COMPANY });
    await disa.reload();
    await expect(card).toContainText("En kund syns två gånger i listan");
    await expectAccessible(disa);
    await takePictures(disa, "support-openings");
    await card.getByRole("button", { name: `Gå in i ${COMPANY}` }).click();
    const banner = disa.getByRole("region", { name: "Supportbesök" });
    await expect(banner).toContainText(`Du besöker ${COMPANY}.`);
    await expect(disa.getByRole("heading", { name: "Översikt" })).toBeVisible();
    await expectAccessible(disa);
    await takePictures(disa, "support-visit-dashboard");
    await disa.goto("/kunder");
    const first = (of: string) => disa.locator(`main a[href^="/${of}/"]:visible`).first();
    await expect(first("kunder")).toBeVisible();
    await expect(disa.getByRole("link", { name: "Ny kund" })).toHaveCount(0);
    await expect(disa.getByRole("button", { name: "Ny", exact: true })).toHaveCount(0);
    await expect(disa.getByRole("button", { name: "Vyer" })).toHaveCount(0);
    await expect(banner).toBeVisible();
    await expectAccessible(disa);
    await takePictures(disa, "support-visit-customers");
    await first("kunder").click();
    await expect(disa).toHaveURL(/\/kunder\/[0-9a-f-]{36}/);
    await expect(disa.getByRole("heading", { level: 1 })).toBeVisible();
    for (const act of ["Ändra", "Spara", "Arkivera", "Visa hela numret", "Ta med uppgifterna"])
      await expect(disa.getByRole("button", { name: act })).toHaveCount(0);
    await expectAccessible(disa);
    await takePictures(disa, "support-visit-customer");
    await disa.goto("/fakturor?status=paid");
    await first("fakturor").click();
    await expect(disa.getByText("Dokumentet visas inte vid supportbesök")).toBeVisible();
    await expectAccessible(disa);
    await takePictures(disa, "support-visit-invoice");
  });

  await test.step("one leaves, and can come again", async () => {
    await disa.getByRole("button", { name: "Lämna" }).click();
    await expect(disa.getByRole("region", { name: "Supportbesök" })).toHaveCount(0);
    await disa.getByRole("button", { name: `Gå in i ${COMPANY}` }).click();
    await expect(disa.getByRole("region", { name: "Supportbesök" })).toBeVisible();
  });

  await test.step("the owner sees who looked at what", async () => {
    await page.goto("/");
    const banner = page.getByRole("region", { name: "Supportåtkomst" });
    await expect(banner).toContainText("Inne nu: Disa Ekström");
    await takePictures(page, "support-open-dashboard");
    await banner.getByRole("link", { name: "Se eller avsluta" }).click();
    await expect(page.getByText("Disa Ekström", { exact: false }).first()).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "support-open");
    await page.goto("/handelser");
    await expect(page.getByText("Supporten läste: Kundlistan").first()).toBeVisible();
    await expect(page.getByText("Supporten gick in").first()).toBeVisible();
    await expect(
      page.getByText("Disa Ekström, support från Flexibla Kontoret Drift AB").first(),
    ).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "support-log");
  });

  await test.step("the owner closes, and the visitor is out", async () => {
    await page.goto("/foretag/support");
    await page.getByRole("button", { name: "Avsluta nu" }).click();
    await expect(page.getByRole("heading", { name: "Support har ingen tillgång" })).toBeVisible();
    await expect(page.getByRole("article", { name: "En kund syns två gånger i listan" })).toContainText(
      "avslutades av Maria Lindqvist",
    );
    await disa.goto("/kunder");
    await expect(disa.getByRole("heading", { name: "Logga in" })).toBeVisible();
    await expect(disa.locator('a[href^="/kunder/"]')).toHaveCount(0);
  });
});
