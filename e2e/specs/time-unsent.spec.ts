/** Do hours that were saved without contact reach the office? By themselves, once, or with the reason why not. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { Api } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });
test.skip(({ isMobile }) => !isMobile, "hours are saved without contact on the phone");

type Sheet = { week: string; version: number; minutes: number; entries: { activity: string }[] };

/** Reports internal time on the day that is shown. */
async function report(page: Page, activity: string, hours: string): Promise<void> {
  await page.getByRole("button", { name: "Rapportera tid" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("combobox", { name: "Order" }).click();
  await page.getByRole("option", { name: "Internt, ingen order" }).click();
  await form.getByLabel("Aktivitet").fill(activity);
  await form.getByLabel("Timmar", { exact: false }).first().fill(hours);
  await form.getByRole("button", { name: "Spara" }).click();
  await expect(form).toBeHidden();
}

const notice = (page: Page) => page.getByRole("status").filter({ hasText: "inte skick" });
const waits = "skickas av sig själv när det finns kontakt";

test("hours saved without contact are sent when it is back, and meanwhile the week can't be handed in", async ({
  page,
  context,
  baseURL,
  watch,
}) => {
  watch.expect(/ERR_INTERNET_DISCONNECTED/);
  if (!baseURL) throw new Error("no server");
  const api = await Api.as("worker", baseURL);
  const week = async () =>
    (await api
      .get<{ my_week: string }>("/dashboard")
      .then(({ my_week }) => api.get<Sheet>(`/timesheets/${my_week}`))) as Sheet;
  const reported = async () =>
    (await week()).entries.map(({ activity }) => activity).filter((name) => name.startsWith("Utan kontakt"));
  await beginSession(context, baseURL, "worker");
  await page.goto("/");
  await page.getByRole("link", { name: "Rapportera tid" }).first().click();
  await expect(page.getByRole("button", { name: "Rapportera tid" })).toBeVisible();

  await test.step("kept, several of one day, and the week isn't handed in", async () => {
    await report(page, "Utan kontakt: med", "0,5");
    expect(await reported()).toEqual(["Utan kontakt: med"]);
    await context.setOffline(true);
    await report(page, "Utan kontakt: ett", "1");
    await report(page, "Utan kontakt: två", "0,25");
    await expect(notice(page)).toContainText("2 tider är inte skickade");
    await expect(notice(page)).toContainText(waits);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Lämna in veckan" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("Veckan har tid som inte är skickad");
    await expect(dialog.getByRole("button", { name: "Lämna in veckan" })).toBeDisabled();
    await dialog.getByRole("button", { name: "Avbryt" }).click();
    await page.getByRole("link", { name: "Idag", exact: true }).click();
    await expect(notice(page)).toContainText("Utan kontakt: två");
  });

  await test.step("sent by itself, once", async () => {
    await context.setOffline(false);
    await expect(page.getByText("2 tider som låg kvar på enheten är skickade")).toBeVisible();
    await expect(notice(page)).toHaveCount(0);
    expect((await reported()).sort()).toEqual([
      "Utan kontakt: ett",
      "Utan kontakt: med",
      "Utan kontakt: två",
    ]);
  });

  await test.step("sent when the app is opened again", async () => {
    await page.getByRole("link", { name: "Rapportera tid" }).first().click();
    await expect(page.getByRole("button", { name: "Rapportera tid" })).toBeVisible();
    await context.setOffline(true);
    await report(page, "Utan kontakt: tre", "0,25");
    await expect(notice(page)).toBeVisible();
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto("/");
    await expect(again.getByText("Tiden som låg kvar på enheten är skickad")).toBeVisible();
    expect(await reported()).toHaveLength(4);
  });
  await api.end();
});

test("hours that are refused stay with the reason, and can be thrown away", async ({
  page,
  context,
  baseURL,
  watch,
}) => {
  watch.expect(/ERR_INTERNET_DISCONNECTED/);
  watch.expect(/409/);
  if (!baseURL) throw new Error("no server");
  const api = await Api.as("worker", baseURL);
  await beginSession(context, baseURL, "worker");
  await page.goto("/");
  await page.getByRole("link", { name: "Rapportera tid" }).first().click();
  await report(page, "Städning", "0,5");
  await context.setOffline(true);
  await report(page, "För sent", "1");
  const { my_week } = await api.get<{ my_week: string }>("/dashboard");
  const sheet = await api.get<Sheet>(`/timesheets/${my_week}`);
  await api.post(`/timesheets/${my_week}/submit`, { version: sheet.version, body: { membership_id: null } });
  await context.setOffline(false);

  await expect(notice(page)).toContainText("Veckan är inlämnad eller attesterad");
  await page.reload();
  await expect(page.getByText("Inlämnad").first()).toBeVisible();
  await expect(notice(page)).toContainText("För sent");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Idag", exact: true }).click();
  await expect(notice(page)).toContainText("Veckan är inlämnad eller attesterad");
  await page.locator("[data-account]").click();
  await page.getByRole("menuitem", { name: "Logga ut" }).click();
  await expect(page).toHaveURL(/\/tid/);
  await notice(page)
    .getByRole("link", { name: /^Öppna/ })
    .click();
  await expect(page.getByRole("dialog").getByLabel("Aktivitet")).toHaveValue("För sent");
  await page.getByRole("dialog").getByRole("button", { name: "Stäng" }).click();
  await notice(page)
    .getByRole("button", { name: /^Släng/ })
    .click();
  await expect(notice(page)).toHaveCount(0);
  await page.locator("[data-account]").click();
  await page.getByRole("menuitem", { name: "Logga ut" }).click();
  await expect(page).toHaveURL(/logga-in/);
  await api.end();
});
