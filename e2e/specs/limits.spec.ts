/** Is a person's data out of use once it is restricted, and back when the restriction is lifted? */
import { expectAccessible } from "../support/accessibility.ts";
import { Api } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

type Customer = { id: string; name: string; email: string };

const body = {
  kind: "private",
  name: "Ylva Granström",
  email: "ylva.granstrom@kund.example",
  phone: "070-174 06 57",
  organisation_number: "",
  vat_number: "",
  address: { street: "Mossvägen 9", street2: "", postal_code: "903 62", city: "Umeå", country: "SE" },
  language: "sv",
  reference: "",
  payment_terms_days: null,
  note: "Nyckeln hos grannen.",
};

test("data is restricted and comes back", async ({ page, server, context, watch }) => {
  test.setTimeout(120_000);
  // Restricted on the same ground twice; lifted without saying when the person was told.
  watch.expect(/409|422/);
  const api = await Api.as("owner", server.url);
  const customer = await api.post<Customer>("/customers", { body });
  await beginSession(context, server.url, "owner");

  await test.step("the person is found and the data restricted", async () => {
    await page.goto("/integritetsarenden?tab=subjects");
    await page.getByLabel("E-post").fill(customer.email);
    await page.getByRole("button", { name: "Sök", exact: true }).click();
    await page.getByRole("button", { name: "Begränsa eller invänd" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Spara" })).toBeDisabled();
    await expectAccessible(page, { popupOpen: true });
    await takePictures(page, "limit-dialog");
    await dialog.getByRole("radio", { name: "Personen säger att något är fel" }).check();
    await dialog.getByRole("button", { name: "Spara" }).click();
    await expect(dialog).toHaveCount(0);
  });

  await test.step("the same again is refused, and the choice stays", async () => {
    await page.getByRole("button", { name: "Begränsa eller invänd" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Personen säger att något är fel" }).check();
    await dialog.getByRole("button", { name: "Spara" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Det finns redan");
    await expect(dialog.getByRole("radio", { name: "Personen säger att något är fel" })).toBeChecked();
    await dialog.getByRole("button", { name: "Avbryt" }).click();
  });

  await test.step("the customer is in no list, and its page shows who it is alone", async () => {
    await page.goto("/kunder?q=ylva");
    await expect(page.getByText("Ylva Granström")).toHaveCount(0);
    await page.goto(`/kunder/${customer.id}`);
    await expect(page.getByRole("heading", { name: "Ylva Granström" })).toBeVisible();
    await expect(page.getByRole("alert")).toContainText("begränsade");
    await expect(page.getByText(customer.email)).toHaveCount(0);
    await expect(page.getByText("Nyckeln hos grannen.")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Ny offert" })).toHaveCount(0);
    await expectAccessible(page);
    await takePictures(page, "customer-restricted");
  });

  await test.step("it is lifted once the person was told", async () => {
    await page.getByRole("link", { name: "Visa begränsningar" }).click();
    const card = page.getByRole("article", { name: "Ylva Granström" });
    await expect(card).toContainText("Personen säger att något är fel");
    await expectAccessible(page);
    await takePictures(page, "limits");
    await card.getByRole("button", { name: "Häv begränsningen för Ylva Granström" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Häv" }).click();
    await expect(dialog.getByLabel("Personen fick veta den")).toHaveAttribute("aria-invalid", "true");
    await takePictures(page, "lift-dialog");
    await dialog.getByLabel("Personen fick veta den").fill(new Date().toISOString().slice(0, 10));
    await dialog.getByRole("button", { name: "Häv" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(card).toContainText("Det som väntade är avgjort");
    await page.goto("/kunder?q=ylva");
    await expect(page.getByText("Ylva Granström").first()).toBeVisible();
  });
});
