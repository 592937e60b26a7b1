/** Is it seen what goes when and by which law, and does a large run take two people? */
import { expectAccessible } from "../support/accessibility.ts";
import { Api } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

function dayAfter(months: number): string {
  const day = new Date();
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
}

test("an archived customer is seen to go in time, by a rule with its law", async ({
  page,
  server,
  context,
}) => {
  test.setTimeout(120_000);
  const api = await Api.as("owner", server.url);
  const body = {
    kind: "private",
    name: "Ragna Lidström",
    email: "ragna.lidstrom@kund.example",
    phone: "",
    organisation_number: "",
    vat_number: "",
    address: { street: "", street2: "", postal_code: "", city: "", country: "SE" },
    language: "sv",
    reference: "",
    payment_terms_days: null,
    note: "",
  };
  const customer = await api.post("/customers", { body });
  await api.post(`/customers/${customer.id}/archive`, { body: { archived: true }, version: 1 });
  await beginSession(context, server.url, "owner");
  await page.goto("/integritetsarenden?tab=retention");

  await test.step("today nobody of them goes, a year later they do", async () => {
    await expect(page.getByRole("heading", { name: "Vad går härnäst?" })).toBeVisible();
    const day = page.getByLabel("På dagen");
    await day.fill(dayAfter(11));
    await day.press("Enter");
    await expect(page.getByRole("link", { name: "Ragna Lidström" })).toHaveCount(0);
    await day.fill(dayAfter(13));
    await day.press("Enter");
    await expect(page.getByRole("link", { name: "Ragna Lidström" })).toBeVisible();
    await expect(page.getByRole("table", { name: "Vad går härnäst?" })).toContainText("Kunduppgifter");
    await page.getByRole("heading", { name: "Vad går härnäst?" }).scrollIntoViewIfNeeded();
    await takePictures(page, "retention-preview");
  });

  await test.step("what has gone is counted, without names", async () => {
    const run = page.getByRole("article", { name: /^Gallring per/ }).first();
    await expect(run).toContainText("Utförd");
    await expect(run).toContainText("Integritetsärenden");
  });

  await test.step("the rules say how long and by which law", async () => {
    await page.getByRole("button", { name: /^Räkenskapsinformation/ }).click();
    await expect(page.getByText("7 kap. 2 § bokföringslagen (1999:1078)")).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "retention");
  });
});

test("a run that takes many people's data says that another person must approve too", async ({
  page,
  server,
  context,
  watch,
}) => {
  watch.expect(/404/);
  await beginSession(context, server.url, "owner");
  // A run of so many people takes years to come by; here the list alone is made up, and the server refuses what it doesn't have.
  await page.route("**/api/v1/retention/runs?*", (route) =>
    route.fulfill({
      json: {
        items: [
          {
            id: "019a0000-0000-7000-8000-000000000001",
            version: 2,
            as_of: "2034-01-01",
            state: "waiting",
            subjects: 214,
            planned_at: "2034-01-01T03:00:00Z",
            first_approved_by: "Karin Ek",
            approved_by: null,
            ended_at: null,
            counts: [
              { rule: "bookkeeping", record: "Fakturor", outcome: "blanked", foreseen: 1204, gone: 0 },
              {
                rule: "archived_customers",
                record: "Kunduppgifter",
                outcome: "deleted",
                foreseen: 31,
                gone: 0,
              },
            ],
            can_approve: true,
          },
        ],
        next: null,
        total: null,
      },
    }),
  );
  await page.goto("/integritetsarenden?tab=retention");
  const run = page.getByRole("article", { name: "Gallring per 2034-01-01" });
  await expect(run).toContainText("Väntar på godkännande");
  await expect(run).toContainText("Godkänd av Karin Ek. En person till måste godkänna.");
  await takePictures(page, "retention-waiting");
  await run.getByRole("button", { name: "Godkänn" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Uppgifter om 214 personer tas bort för gott");
  await expectAccessible(page, { popupOpen: true });
  await dialog.getByRole("button", { name: "Godkänn" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
});
