/** How does the product look? Saves pictures in both sizes and both colours when a folder is named by SCREENSHOTS. */
import { join } from "node:path";
import { type Page, test } from "@playwright/test";

const SIZES = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } };

/** Saves `name`-{1440,390}-{light,dark}.png; does nothing without the folder and outside the first project. */
export async function takePictures(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder || test.info().project.name !== "chromium-desktop-light") return;
  const before = page.viewportSize();
  for (const [width, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({
        path: join(folder, `${name}-${width}-${colorScheme}.png`),
        animations: "disabled",
        caret: "hide",
      });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  if (before) await page.setViewportSize(before);
}
