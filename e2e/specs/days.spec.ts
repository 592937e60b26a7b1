/** Is a typed day the day that is saved? Read as Swedes write it; what is no day is neither guessed at nor saved. */
import { expectAccessible } from "../support/accessibility.ts";
import { Api, invoiceDraft, offerDraft, soon } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });
test.skip(() => test.info().project.name === "chromium-desktop-dark", "the same in every colour");

test("a payment is noted on the day that was typed, and on no guess", async ({ page, context, baseURL }) => {
  if (!baseURL) throw new Error("no server");
  const api = await Api.as("office", baseURL);
  const draft = await invoiceDraft(api, "Betalas en viss dag");
  await api.post(`/invoices/${draft.id}/issue`, { version: draft.version });
  await beginSession(context, baseURL, "owner");
  await page.goto(`/fakturor/${draft.id}`);
  await page.getByRole("button", { name: "Registrera betalning" }).first().click();
  const dialog = page.getByRole("dialog");
  const day = dialog.getByLabel("Betald den");
  const [year, month, number] = soon(0).split("-").map(Number);
  const register = dialog.getByRole("button", { name: "Registrera betalning" });
  for (const wrong of [`${year}-02-31`, "abc", "2512", "31/4"]) {
    await test.step(wrong, async () => {
      await day.fill(wrong);
      await day.blur();
      await expect(day).toHaveValue(wrong);
      await expect(day).toHaveAttribute("aria-invalid", "true");
      await expect(dialog.getByText("Skriv dagen som 2026-11-28 eller 28/11 2026")).toBeVisible();
      await register.click();
      await expect(day).toBeFocused();
    });
  }
  await page.keyboard.press("Escape");
  await expectAccessible(page, { popupOpen: true });
  await takePictures(page, "payment-day");
  await day.fill("imorgon");
  await day.blur();
  await expect(dialog.getByText(`Senast ${soon(0)}`)).toBeVisible();
  expect((await api.get<{ status: string }>(`/invoices/${draft.id}`)).status).toBe("issued");

  await day.fill(`${number}/${month} ${year}`);
  await day.blur();
  await expect(day).toHaveValue(soon(0));
  await register.click();
  await expect(dialog).toBeHidden();
  const { payments } = await api.get<{ payments: { paid_on: string }[] }>(`/invoices/${draft.id}`);
  expect(payments.map(({ paid_on }) => paid_on)).toEqual([soon(0)]);
  await api.end();
});

test("an offer keeps its day until another one can be read", async ({ page, context, baseURL }) => {
  if (!baseURL) throw new Error("no server");
  const api = await Api.as("office", baseURL);
  const offer = await offerDraft(api, "Gäller till en viss dag");
  const valid = async () => (await api.get<{ valid_until: string }>(`/offers/${offer.id}`)).valid_until;
  const next = Number(soon(0).slice(0, 4)) + 1;
  await beginSession(context, baseURL, "owner");
  await page.goto(`/offerter/${offer.id}`);
  const day = page.getByLabel("Giltig till");
  await day.fill(`${next}-02-31`);
  await page.getByLabel("Rubrik").fill("Gäller länge");
  await expect(day).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: "Granska och skicka" }).click();
  await expect(day).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await valid()).toBe(offer.valid_until);

  await day.fill(`11/3 ${next}`);
  await page.getByLabel("Rubrik").focus();
  await expect(day).toHaveValue(`${next}-03-11`);
  await expect(page.locator("[data-save-state='saved']").first()).toBeVisible();
  await expect.poll(valid).toBe(`${next}-03-11`);
  expect((await api.get(`/offers/${offer.id}`)).title).toBe("Gäller länge");
  await api.end();
});
