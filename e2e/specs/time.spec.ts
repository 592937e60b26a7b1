/** Does reported time reach its end? Approved, returned, and never lost on the way. */
import { Api } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });
test.skip(({ isMobile }) => isMobile, "the office sits at a desk");

type Sheets = { items: { membership_id: string; week: string }[] };

test("several weeks are approved to the end, and one is returned with a reason", async ({
  page,
  context,
  baseURL,
}) => {
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "owner");
  await page.goto("/tid/attest");
  const list = page.getByRole("table", { name: "Attestera tid" });
  await expect(list.getByRole("row")).not.toHaveCount(0);
  const rows = list.locator("[data-row]");
  const before = await rows.count();
  expect(before).toBeGreaterThan(2);

  // Several weeks of one person may stand here: the address says which.
  const which = (await rows.first().getByRole("link").getAttribute("href")) ?? "";
  const asked = new URL(which, baseURL).searchParams;
  const [week, member] = [asked.get("opened"), asked.get("member")];
  await test.step("one is returned", async () => {
    await rows.first().getByRole("link").click();
    const opened = page.getByRole("dialog");
    await opened.getByRole("button", { name: "Lämna tillbaka" }).click();
    await opened.getByLabel("Vad behöver rättas?").fill("Onsdagen hör till en annan order.");
    await opened.getByRole("button", { name: "Lämna tillbaka" }).click();
    await expect(page.getByText(/är återlämnad/)).toBeVisible();
    await expect(rows).toHaveCount(before - 1);
  });

  await test.step("the others are approved at once", async () => {
    await list.getByRole("checkbox", { name: "Välj alla visade" }).check();
    await page.getByRole("button", { name: "Attestera valda" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /Attestera \d+ veck/ }).click();
    await expect(dialog.getByText("Attesterad", { exact: true })).toHaveCount(before - 1);
    await dialog.getByRole("button", { name: "Stäng" }).last().click();
    await expect(page.getByText("Inget att attestera")).toBeVisible();
  });

  const api = await Api.as("office", baseURL);
  const returned = await api.get<Sheets>("/timesheets?status=rejected&limit=50");
  const waiting = await api.get<Sheets>("/timesheets?status=submitted&limit=50");
  await api.end();
  expect(returned.items).toContainEqual(expect.objectContaining({ week, membership_id: member }));
  expect(waiting.items).toHaveLength(0);
  await page.goto("/tid/attest?status=rejected");
  await page.locator(`main [data-row] a[href*="opened=${week}"][href*="member=${member}"]`).click();
  await expect(page.getByText("Onsdagen hör till en annan order.")).toBeVisible();
});

test("hours typed without a connection survive a closed window and are sent once", async ({
  page,
  context,
  baseURL,
  watch,
}) => {
  watch.expect(/ERR_INTERNET_DISCONNECTED/);
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "worker");
  await page.goto("/tid");
  // On a Monday morning the week has no row yet.
  await page.getByRole("button", { name: "Lägg till rad" }).click();
  await page.getByRole("combobox", { name: "Order" }).fill("intern");
  await page
    .getByRole("option", { name: /Intern/ })
    .first()
    .click();
  await page.getByRole("dialog").getByLabel("Aktivitet").fill("Städning");
  await page.getByRole("button", { name: "Lägg till", exact: true }).click();
  const cell = page.locator("input[data-cell]:enabled").last();
  const name = (await cell.getAttribute("aria-label")) ?? "";
  await context.setOffline(true);
  await cell.fill("1,25");
  await cell.press("Enter");
  await expect(page.getByText("Det som inte är skickat finns kvar på den här enheten")).toBeVisible();
  const window = page.url();
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);

  const again = await context.newPage();
  await again.goto(window);
  await expect(again.getByText(/från förra gången skickas nu/)).toBeVisible();
  await expect(again.getByText("Allt är sparat")).toBeVisible();
  await expect(again.getByLabel(name, { exact: true })).toHaveValue("1,25");
  await again.reload();
  await expect(again.getByLabel(name, { exact: true })).toHaveValue("1,25");
});
