/** How does the product look to whoever reads the README? `make pictures` takes its pictures anew, with the demo data. */
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { beginSession, type Who } from "../support/people.ts";
import { top } from "../support/template.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

async function begin(context: BrowserContext, baseURL: string | undefined, who: Who): Promise<void> {
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, who);
}

/** The paper beside the form, with its letters on it. */
async function paperIsDrawn(page: Page): Promise<void> {
  await expect(page.locator("main canvas").first()).toBeVisible();
  const dark = () =>
    page
      .locator("main canvas")
      .first()
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? {
          data: [],
        };
        return data.some((value, at) => at % 4 === 0 && value < 100);
      });
  await expect.poll(dark).toBe(true);
}

async function take(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator(".mantine-Skeleton-root, [aria-busy=true]")).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: join(top, "frontend/screenshots", `${name}.png`),
    animations: "disabled",
    caret: "hide",
  });
}

test("overview", async ({ page, context, baseURL }) => {
  await begin(context, baseURL, "owner");
  await page.goto("/");
  await take(page, "dashboard");
});

test("an overdue invoice", async ({ page, context, baseURL }) => {
  await begin(context, baseURL, "owner");
  await page.goto("/fakturor?overdue=true");
  await page.locator("main [data-row] a").first().click();
  await paperIsDrawn(page);
  await take(page, "invoice");
});

test("an offer's draft, dark", async ({ page, context, baseURL }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await begin(context, baseURL, "owner");
  await page.goto("/offerter?status=draft");
  await page.locator("main [data-row] a").first().click();
  await paperIsDrawn(page);
  await take(page, "offer-dark");
});

test("a worker's week", async ({ page, context, baseURL }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await begin(context, baseURL, "worker");
  await page.goto("/tid");
  // There is something in it on a Monday too.
  await page.getByRole("button", { name: "Föregående vecka" }).click();
  await take(page, "time-phone");
});
