/** Is a person who asks found by what they give, and told everything that is stored about them? */
import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility.ts";
import { Api } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

type Customer = { id: string; name: string; email: string };

test("a customer is found by an address and gets an extract", async ({ page, server, context, watch }) => {
  test.setTimeout(120_000);
  // A wrong number is refused.
  watch.expect(/422/);
  const api = await Api.as("owner", server.url);
  const body = {
    kind: "private",
    name: "Disa Fjällström",
    email: "disa.fjallstrom@kund.example",
    phone: "070-174 06 55",
    organisation_number: "",
    vat_number: "",
    address: { street: "Ljungvägen 3", street2: "", postal_code: "903 62", city: "Umeå", country: "SE" },
    language: "sv",
    reference: "",
    payment_terms_days: null,
    note: "Vill bli ringd efter fem. Nyckel hos grannen, 070-174 06 99.",
  };
  const customer = await api.post<Customer>("/customers", { body });
  await beginSession(context, server.url, "owner");
  await page.goto("/integritetsarenden?tab=subjects");

  await test.step("a wrong number is named, and what was typed stays", async () => {
    await page.getByLabel("Person- eller organisationsnummer").fill("19810310-2392");
    await page.getByLabel("E-post").fill(customer.email);
    await page.getByRole("button", { name: "Sök", exact: true }).click();
    await expect(page.getByLabel("Person- eller organisationsnummer")).toHaveAttribute(
      "aria-invalid",
      "true",
    );
    await expect(page.getByLabel("E-post")).toHaveValue(customer.email);
    await page.getByLabel("Person- eller organisationsnummer").fill("");
  });

  await test.step("the customer is found and everything is shown", async () => {
    await page.getByRole("button", { name: "Sök", exact: true }).click();
    const found = page.getByRole("checkbox", { name: customer.name }).first();
    await expect(found).toBeChecked();
    await page.getByRole("button", { name: "Visa registerutdrag" }).click();
    await page.getByRole("button", { name: /^Kunduppgifter/ }).click();
    await expect(page.getByRole("definition").filter({ hasText: customer.email }).first()).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "data-subject");
  });

  await test.step("a neighbour's number is kept back until somebody has looked at it", async () => {
    const note = page.getByRole("definition").filter({ hasText: "Nyckel hos grannen" });
    await expect(note).toContainText("Nyckel hos grannen, •••");
    await expect(note).toContainText("Dolt, kan gälla någon annan: telefonnummer.");
    await note.scrollIntoViewIfNeeded();
    await takePictures(page, "data-subject-others");
    await page.getByRole("button", { name: "Visa hela texten" }).click();
    await expect(note).toContainText("070-174 06 99");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Dölj" }).click();
    await expect(note).toContainText("grannen, •••");
  });

  await test.step("it is taken along to read and to keep", async () => {
    const pdf = page.waitForEvent("download");
    await page.getByRole("button", { name: "Ladda ner PDF" }).click();
    expect((await readFile(await (await pdf).path())).subarray(0, 5).toString()).toBe("%PDF-");
    const json = page.waitForEvent("download");
    await page.getByRole("button", { name: "Ladda ner JSON" }).click();
    const extract = JSON.parse((await readFile(await (await json).path())).toString()) as { names: string[] };
    expect(extract.names).toContain(customer.name);
  });

  await test.step("what goes and what stays is read before anything is erased", async () => {
    await page.getByRole("button", { name: "Planera radering" }).click();
    await expect(page.getByRole("heading", { name: `Radering av ${customer.name}` })).toBeVisible();
    await expect(page.getByRole("region", { name: "Raderas" })).toContainText("Kunduppgifter");
    await expect(page.getByRole("button", { name: "Radera", exact: true })).toBeDisabled();
    await expectAccessible(page);
    await takePictures(page, "erasure-plan");
    await page.getByLabel("Bekräfta").fill(customer.name);
    await page.getByRole("button", { name: "Radera", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Raderingen är gjord" })).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "erasure-done");
  });

  await test.step("nothing of the person is shown any more, and nobody finds them", async () => {
    await expect(page.getByText(customer.email)).toBeHidden();
    await page.getByRole("button", { name: "Sök", exact: true }).click();
    await expect(page.getByText("Ingen hittades")).toBeVisible();
  });
});
