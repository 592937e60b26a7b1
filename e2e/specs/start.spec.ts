/** Does the product start, and meet a stranger with the way in? */
import { expectAccessible } from "../support/accessibility.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test("the server says that it is well @journey", async ({ request }) => {
  for (const path of ["/healthz", "/readyz"]) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
  }
});

test("a stranger is shown the log-in page", async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
  const policy = answer?.headers()["content-security-policy"];
  expect(policy).toMatch(/default-src '(self|none)'/);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByLabel(/e-post/i)).toBeVisible();
  await expect(page.getByLabel(/lösenord/i)).toBeVisible();
  await expect(page.getByRole("button", { name: /logga in/i })).toBeEnabled();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, "the page doesn't scroll sideways").toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await takePictures(page, "log-in");
});
