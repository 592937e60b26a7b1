/** Does a customer take their data along from one company to another? Out as a package, in with a look at it first. */
import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility.ts";
import { Api } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { startServer } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

const ADDRESS = { street: "Videvägen 8", street2: "", postal_code: "903 62", city: "Umeå", country: "SE" };
const CUSTOMER = {
  kind: "private",
  name: "Ylva Granström",
  email: "ylva.granstrom@kund.example",
  phone: "070-174 06 77",
  organisation_number: "",
  vat_number: "",
  address: ADDRESS,
  language: "sv",
  reference: "",
  payment_terms_days: null,
  note: "Bara för kontoret.",
};

test("a customer takes their data along to another company", async ({
  page,
  server,
  context,
  visitor,
  watch,
}) => {
  test.setTimeout(180_000);
  // A file that is no package is refused.
  watch.expect(/422/);
  const api = await Api.as("owner", server.url);
  const customer = await api.post("/customers", { body: CUSTOMER });
  const site = {
    name: "Sommarstugan",
    address: ADDRESS,
    property_designation: "UMEÅ SOFIEHEM 2:14",
    apartment_number: "",
    housing_association_number: "",
    note: "",
  };
  await api.post(`/customers/${customer.id}/work-sites`, { body: site });
  let bytes = Buffer.alloc(0);

  await test.step("the package is fetched at the privacy desk", async () => {
    await beginSession(context, server.url, "owner");
    await page.goto("/integritetsarenden?tab=subjects");
    await page.getByLabel("E-post").fill(CUSTOMER.email);
    await page.getByRole("button", { name: "Sök", exact: true }).click();
    await expect(page.getByRole("checkbox", { name: CUSTOMER.name }).first()).toBeChecked();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Hämta dataportabilitetspaket" }).click();
    bytes = await readFile(await (await download).path());
    expect(bytes.subarray(0, 2).toString()).toBe("PK");
    await expectAccessible(page);
    await takePictures(page, "portability-desk");
  });

  const other = await startServer(true);
  try {
    const elsewhere = await visitor({ baseURL: other.url });
    await beginSession(elsewhere.context(), other.url, "office");
    await elsewhere.goto("/kunder");
    await elsewhere.getByRole("button", { name: "Ta emot paket" }).click();
    const dialog = elsewhere.getByRole("dialog");
    const bring = (name: string, buffer: Buffer) =>
      dialog.locator("input[type=file]").setInputFiles({ name, mimeType: "application/zip", buffer });

    await test.step("a file that is no package is refused, and nothing is kept", async () => {
      await bring("avtal.zip", Buffer.from("%PDF-1.7 inget paket"));
      await expect(dialog.getByRole("alert")).toContainText("Det är inget dataportabilitetspaket");
      await expect(dialog.getByRole("alert")).toContainText("Inget är sparat");
      await expectAccessible(elsewhere);
      await takePictures(elsewhere, "portability-refused");
    });

    await test.step("what comes in is seen before it does", async () => {
      await bring("Dataportabilitet.zip", bytes);
      await expect(dialog.getByRole("status")).toContainText(CUSTOMER.name);
      await expect(dialog.getByRole("status")).toContainText("Sommarstugan");
      await expect(dialog.getByText("Bara för kontoret.")).toHaveCount(0);
      await expectAccessible(elsewhere);
      await takePictures(elsewhere, "portability-preview");
    });

    await test.step("the customer is there", async () => {
      await dialog.getByRole("button", { name: "Lägg upp kunden" }).click();
      await expect(elsewhere).toHaveURL(/\/kunder\/[0-9a-f-]{36}$/);
      await expect(elsewhere.getByRole("heading", { name: CUSTOMER.name })).toBeVisible();
      await expect(elsewhere.getByText("Sommarstugan").first()).toBeVisible();
    });

    await test.step("who comes twice is named", async () => {
      await elsewhere.goto("/kunder");
      await elsewhere.getByRole("button", { name: "Ta emot paket" }).click();
      await bring("Dataportabilitet.zip", bytes);
      await expect(dialog.getByRole("alert")).toContainText(/Kund 1, e-post: Finns redan här, som kund \d+/);
    });
  } finally {
    await other.stop();
  }
});
