/** Does a privacy request get from the public page to its close? Asked by a customer, confirmed by mail, handled by the owner. */
import { expectAccessible } from "../support/accessibility.ts";
import { Api, someCustomer } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

test("a customer asks for their data, is confirmed by mail, and fetches the answer", async ({
  page,
  context,
  server,
  visitor,
  isMobile,
  watch,
}) => {
  test.skip(isMobile, "the handler sits at a desk; the pages of the person are swept on the phone too");
  test.setTimeout(180_000);
  // A link that was used is not there any more.
  watch.expect(/404/);
  const customer = await someCustomer(await Api.as("owner", server.url));
  const person = await visitor();

  await test.step("asks on the company's page", async () => {
    await person.goto("/integritet/lindqvist");
    await person.getByRole("radio", { name: /Radering/ }).check();
    await person.getByRole("button", { name: "Skicka" }).click();
    await expect(person.getByText("Skriv ditt namn")).toBeVisible();
    await person.getByLabel(/^Namn/).fill(customer.name);
    await person.getByLabel(/^E-post/).fill(customer.email);
    await person.getByRole("button", { name: "Skicka" }).click();
    await expect(person.getByRole("status")).toContainText("vi har fått din begäran");
    await expectAccessible(person);
  });

  const follow = async (subject: RegExp) => {
    const mail = await server.mailbox.latest({ to: customer.email, subject });
    const link = mail.links.find((each) => each.includes("/integritetslank#"));
    if (!link) throw new Error("no link in the mail");
    await person.goto("about:blank");
    await person.goto(link);
  };

  await test.step("confirms who asks, once", async () => {
    await follow(/^Vi har fått din begäran/);
    await expectAccessible(person);
    await person.getByRole("button", { name: "Ja, det är jag" }).click();
    await expect(person.getByRole("status")).toContainText("Tack");
    await person.reload();
    await expect(person.getByText("redan använd")).toBeVisible();
  });

  await beginSession(context, server.url, "owner");
  const deed = async (name: string, text: string) => {
    await page.getByRole("button", { name: "Mer", exact: true }).click();
    await page.getByRole("menuitem", { name }).click();
    await page.getByRole("dialog").getByRole("textbox").fill(text);
    await page.getByRole("dialog").getByRole("button", { name }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  };

  await test.step("the handler extends the time", async () => {
    await page.goto("/integritetsarenden");
    await page
      .getByRole("row", { name: new RegExp(customer.name) })
      .getByRole("link")
      .first()
      .click();
    await expect(page.getByText("Länk till känd adress")).toBeVisible();
    await deed("Förläng tiden", "Arkivet är stort.");
    await expect(page.getByText("Tiden förlängdes")).toBeVisible();
    await server.mailbox.latest({ to: customer.email, subject: /dröjer$/ });
  });

  await test.step("decides on each datum and answers", async () => {
    await page.getByRole("button", { name: "Besluta" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Uppgift" }).fill("Namn på fakturor");
    await dialog.getByText("Nekat", { exact: true }).click();
    await dialog.getByRole("combobox", { name: /Skäl enligt lag/ }).click();
    await page.getByRole("option", { name: "Bokföringslagen kräver det" }).click();
    await expectAccessible(page, { popupOpen: true });
    await dialog.getByRole("button", { name: "Spara beslutet" }).click();
    await expect(dialog).toHaveCount(0);
    await page.getByRole("button", { name: "Svara", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Svara", exact: true }).click();
    await expect(page.getByText("Svar skickat")).toBeVisible();
    await takePictures(page, "privacy-answered");
  });

  await test.step("the person fetches the letter", async () => {
    await follow(/^Svar på din begäran/);
    const download = person.waitForEvent("download");
    await person.getByRole("button", { name: "Hämta svaret" }).click();
    expect((await download).suggestedFilename()).toMatch(/^Svar-\d+\.pdf$/);
    await expect(person.getByText(/2 gånger till/)).toBeVisible();
    await expectAccessible(person);
  });

  await test.step("the case is closed", async () => {
    await page.reload();
    await expect(page.getByText("Svaret hämtades")).toBeVisible();
    await page.getByRole("button", { name: "Avsluta", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Avsluta", exact: true }).click();
    await expect(page.getByText("Avslutat").first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Mer", exact: true })).toHaveCount(0);
  });
});
