/** Is a user erased, what others wrote blacked out, and everybody told who was given the data? */
import { expectAccessible } from "../support/accessibility.ts";
import { Api } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

type Thing = { id: string; version: number };
type Customer = Thing & { name: string; email: string };
type User = Thing & { name: string };

const address = { street: "Ljungvägen 3", street2: "", postal_code: "903 62", city: "Umeå", country: "SE" };
const person = (name: string, email: string) => ({
  kind: "private",
  name,
  email,
  phone: "070-174 06 57",
  organisation_number: "",
  vat_number: "",
  address,
  language: "sv",
  reference: "",
  payment_terms_days: null,
  note: "",
});

test("what others wrote is blacked out, and recipients are told", async ({
  page,
  server,
  context,
  watch,
}) => {
  test.setTimeout(120_000);
  // What is lacking in a settlement is refused.
  watch.expect(/422/);
  const api = await Api.as("owner", server.url);
  const customer = await api.post<Customer>("/customers", {
    body: person("Hedda Granskog", "hedda.granskog@kund.example"),
  });
  const note = "Nyckeln finns hos Hedda Granskog, 070-174 06 57.";
  const neighbour = { ...person("Ivar Granne", "ivar@kund.example"), phone: "", note };
  const other = await api.post<Customer>("/customers", { body: neighbour });
  await beginSession(context, server.url, "owner");
  await page.goto("/integritetsarenden?tab=subjects");
  await page.getByLabel("E-post").fill(customer.email);
  await page.getByRole("button", { name: "Sök", exact: true }).click();
  await page.getByRole("button", { name: "Planera radering" }).click();

  await test.step("each text has its choice", async () => {
    const choice = page.getByRole("checkbox", { name: /^Svärta ut: Kunduppgifter/ });
    await expect(choice).not.toBeChecked();
    await choice.check();
    await expectAccessible(page);
    await takePictures(page, "erasure-mentions");
    await page.getByLabel("Bekräfta").fill(customer.name);
    await page.getByRole("button", { name: "Radera", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Raderingen är gjord" })).toBeVisible();
    await expect(page.getByText("En text är utsvärtad.")).toBeVisible();
    const blacked = await api.get<{ note: string }>(`/customers/${other.id}`);
    expect(blacked.note).toBe("Nyckeln finns hos [raderad], [raderad].");
  });

  await test.step("who is to be told is seen, and settled", async () => {
    const notices = page.getByRole("region", { name: "Mottagare att underrätta" });
    await expect(notices.getByRole("article", { name: "Siffror Redovisning AB" })).toContainText(
      "dataskydd@siffror.example",
    );
    await takePictures(page, "notices");
    await notices.getByRole("button", { name: "Markera underrättelsen till Företagets bank" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Spara" }).click();
    await expect(dialog.getByText("Fyll i fältet.").first()).toBeVisible();
    await dialog.getByRole("radio", { name: "Telefon" }).check();
    await dialog.getByRole("textbox", { name: "Anteckning" }).fill("Talade med kundtjänst.");
    await expectAccessible(page);
    await takePictures(page, "notice-settle");
    await dialog.getByRole("button", { name: "Spara" }).click();
    await expect(notices.getByRole("article", { name: "Företagets bank" })).toContainText("Underrättad");
  });
});

test("a user is erased when nothing hinders it", async ({ page, server, context }) => {
  test.setTimeout(120_000);
  const api = await Api.as("owner", server.url);
  const user = await api.post<User>("/users", {
    body: {
      email: "viggo.kortvarig@lindqvist.example",
      name: "Viggo Kortvarig",
      role: "worker",
      username: "",
      initials: "VK",
      employment_id: "",
      phone: "070-174 06 58",
      language: "sv",
    },
  });
  await beginSession(context, server.url, "owner");

  await test.step("somebody with access is not erased", async () => {
    await page.goto(`/anvandare/${user.id}`);
    await page.getByRole("link", { name: "Personuppgifter" }).click();
    await page.getByRole("button", { name: "Planera radering" }).click();
    await expect(page.getByText("Personen kan fortfarande logga in.")).toBeVisible();
    await expect(page.getByLabel("Bekräfta")).toBeHidden();
    await expectAccessible(page);
    await takePictures(page, "erasure-hindered");
  });

  await test.step("once access is gone the person is erased", async () => {
    await api.post(`/users/${user.id}/deactivate`, { body: {}, version: user.version });
    await page.getByRole("button", { name: "Planera radering" }).click();
    await page.getByLabel("Bekräfta").fill(user.name);
    await page.getByRole("button", { name: "Radera", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Raderingen är gjord" })).toBeVisible();
    await page.goto(`/anvandare/${user.id}`);
    await expect(page.getByText("Personen är raderad ur företaget.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Raderad /);
    await expectAccessible(page);
    await takePictures(page, "user-erased");
  });
});
