/** Does one get anywhere by typing? */
import { expectAccessible } from "../support/accessibility.ts";
import { beginSession } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

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
