/** Do lists work as a desk? Views that are kept, age of what is owed, and the same done to many at once. */
import { expectAccessible } from "../support/accessibility.ts";
import { Api, invoiceDraft } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

test("several drafts are issued and sent at once, each with its own result", async ({
  page,
  context,
  baseURL,
  server,
  isMobile,
}) => {
  if (!baseURL) throw new Error("no server");
  const title = `Samlat ${test.info().project.name}`;
  const api = await Api.as("office", baseURL);
  for (const _ of [1, 2, 3]) await invoiceDraft(api, title);
  await beginSession(context, baseURL, "owner");
  await page.goto(`/fakturor?status=draft&q=${encodeURIComponent(title)}`);
  const tick = async () => {
    if (isMobile) {
      await page.getByRole("button", { name: "Välj flera" }).click();
      for (const box of await page.locator("main li input[type=checkbox]").all()) await box.check();
    } else {
      await page.getByRole("checkbox", { name: "Välj alla visade" }).check();
    }
  };
  await expect(page.getByText(/^3 visade/)).toBeVisible();
  await tick();
  await expect(page.getByText("3 valda")).toBeVisible();
  await page.getByRole("button", { name: "Utfärda 3", exact: true }).click();
  const issuing = page.getByRole("dialog");
  await expectAccessible(page, { popupOpen: true });
  await issuing.getByRole("button", { name: "Utfärda 3 fakturor" }).click();
  await expect(issuing.getByText("3 av 3 klara.")).toBeVisible();
  await expect(issuing.getByText("Utfärdad", { exact: true })).toHaveCount(3);
  await expectAccessible(page, { popupOpen: true });
  await takePictures(page, "bulk-issued");
  await issuing.getByRole("button", { name: "Stäng" }).last().click();

  await page.goto(`/fakturor?open=true&q=${encodeURIComponent(title)}`);
  await expect(page.getByText(/^3 visade/)).toBeVisible();
  await tick();
  await page.getByRole("button", { name: "Skicka 3", exact: true }).click();
  const sending = page.getByRole("dialog");
  await sending.getByRole("button", { name: "Skicka 3 fakturor" }).click();
  await expect(sending.getByText("På väg", { exact: true })).toHaveCount(3);
  await expect
    .poll(async () => (await server.mailbox.all()).filter(({ subject }) => /faktura/i.test(subject)).length)
    .toBeGreaterThanOrEqual(3);
  const { items } = await api.get<{ items: { number: string }[] }>(
    `/invoices?q=${encodeURIComponent(title)}&sort=number`,
  );
  const numbers = items.map(({ number }) => Number(number));
  expect(numbers).toEqual([0, 1, 2].map((place) => (numbers[0] ?? 0) + place));
  await api.end();
});

test("a view is kept under a name, comes back, and can be let go", async ({ page, context, baseURL }) => {
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "owner");
  const name = `Sena ${test.info().project.name}`;
  await page.goto("/fakturor");
  await test.step("the age of what is owed narrows the list", async () => {
    const ages = page.getByRole("group", { name: "Obetalt efter ålder" });
    await ages.getByRole("button", { name: /1–30 dagar/ }).click();
    await expect(page).toHaveURL(/age=days_30/);
    await expect(page.getByText("Förfallen", { exact: true }).first()).toBeVisible();
    await takePictures(page, "invoices-by-age");
  });
  await page.getByRole("button", { name: "Vyer" }).click();
  await page.getByRole("menuitem", { name: "Spara vy" }).click();
  await page.getByLabel("Namn").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("button", { name })).toBeVisible();
  await page.goto("/fakturor");
  await page.getByRole("button", { name: "Vyer" }).click();
  await expectAccessible(page, { popupOpen: true });
  await page.getByRole("menuitem", { name, exact: true }).click();
  await expect(page).toHaveURL(/age=days_30/);
  await page.getByRole("button", { name }).click();
  await page.getByRole("menuitem", { name: `Ta bort vyn ${name}` }).click();
  await expect(page.getByText(`Vyn ${name} är borttagen`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Vyer" })).toBeVisible();
});

test("Space shows a row's document beside the list, and the arrows go on to the next", async ({
  page,
  context,
  baseURL,
  isMobile,
}) => {
  test.skip(isMobile, "a phone has no keys");
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "owner");
  await page.goto("/fakturor?status=paid");
  const rows = page.locator("main [data-row]");
  const panel = page.getByRole("dialog");
  const name = async (index: number) => {
    const number = await rows.nth(index).locator("td a").innerText();
    return new RegExp(
      `^${number.startsWith("K") ? "Kreditfaktura" : "(Faktura|[A-ZÅ]\\p{L}+faktura)"} ${number}$`,
      "u",
    );
  };
  await rows.first().focus();
  await page.keyboard.press("Space");
  await expect(panel).toHaveAccessibleName(await name(0));
  const paper = panel.locator("canvas[data-drawn]").first();
  await expect(paper).toBeVisible();
  await expectAccessible(page, { popupOpen: true });
  await takePictures(page, "invoice-preview");
  await page.keyboard.press("ArrowDown");
  await expect(panel).toHaveAccessibleName(await name(1));
  await expect(paper).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(rows.nth(1)).toBeFocused();

  await page.goto("/offerter");
  await rows.first().focus();
  await page.keyboard.press("Space");
  await expect(panel).toHaveAccessibleName(/^Offert \d+/);
  await page.keyboard.press("Space");
  await expect(panel).toBeHidden();
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("Space");
  await panel.getByRole("link", { name: "Öppna" }).click();
  await expect(page).toHaveURL(/\/offerter\/.+/);
});
