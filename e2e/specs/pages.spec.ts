/** Can everybody use every page, in both languages, and does none scroll sideways? */
import { expectAccessible } from "../support/accessibility.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

/** Addresses, and the list whose first row leads to a page of its own. */
const PAGES = [
  { name: "dashboard", path: "/" },
  { name: "offers", path: "/offerter", first: true },
  { name: "orders", path: "/order", first: true },
  { name: "time", path: "/tid" },
  { name: "approve", path: "/tid/attest?status=approved" },
  { name: "invoices", path: "/fakturor?status=paid", first: true },
  { name: "invoice-drafts", path: "/fakturor?status=draft", first: true },
  { name: "customers", path: "/kunder", first: true },
  { name: "articles", path: "/artiklar", first: true },
  { name: "users", path: "/anvandare", first: true },
  { name: "company", path: "/foretag" },
  { name: "audit", path: "/handelser" },
  { name: "account", path: "/konto" },
  { name: "new-offer", path: "/offerter/ny" },
  { name: "new-order", path: "/order/ny" },
  { name: "new-invoice", path: "/fakturor/ny" },
  { name: "new-customer", path: "/kunder/ny" },
  { name: "new-article", path: "/artiklar/ny" },
];

for (const language of ["sv", "en"] as const) {
  test(`every page in ${language}`, async ({ page, context, baseURL }) => {
    test.setTimeout(240_000);
    if (!baseURL) throw new Error("no server");
    await beginSession(context, baseURL, "owner");
    if (language === "en") await page.addInitScript(() => localStorage.setItem("kontoret-language", "en"));
    for (const { name, path, first } of PAGES) {
      await page.goto(path);
      await look(language === "sv" ? name : null);
      if (!first) continue;
      const row = page.locator("main [data-row] a, main ul li a").first();
      await row.click();
      await expect(page).not.toHaveURL(new RegExp(`${path.split("?")[0]}(\\?|$)`));
      await look(language === "sv" ? `${name}-one` : null);
    }

    async function look(picture: string | null): Promise<void> {
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      await expectAccessible(page);
      if (picture) await takePictures(page, picture);
      const size = page.viewportSize();
      await page.setViewportSize({ width: 320, height: 800 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(overflow, `${page.url()} scrolls sideways at 320 px`).toBeLessThanOrEqual(0);
      if (size) await page.setViewportSize(size);
    }
  });
}

test("the palette finds an invoice by its number, from inside a field too", async ({
  page,
  context,
  baseURL,
  isMobile,
}) => {
  test.skip(isMobile, "keys are for the desk");
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "owner");
  await page.goto("/fakturor?status=paid");
  const number = await page.locator("main [data-row] a").first().innerText();
  await page.getByRole("searchbox").fill("x");
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Sök kund, order, faktura eller kommando").fill(number.trim());
  await expect(
    page.getByRole("option").first().or(page.locator(".mantine-Spotlight-action").first()),
  ).toContainText(number.trim());
  await expectAccessible(page, { popupOpen: true });
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/fakturor\/[0-9a-f-]{36}/);
});
