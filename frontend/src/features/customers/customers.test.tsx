/** Can a customer be added, changed, put away and taken out again, and is nothing lost when it is refused? */
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { CUSTOMER } from "@/testing/parties.ts";
import { somebody } from "@/testing/people.ts";
import { renderPage } from "@/testing/render-page.tsx";
import type { Customer, WorkSite } from "./queries.ts";

const ID = "0197a000-0000-7000-8000-000000000001";
const anna: Customer = {
  ...CUSTOMER,
  id: ID,
  version: 3,
  number: 1001,
  kind: "private",
  name: "Anna Öberg",
  organisation_number: "",
  vat_number: "",
  email: "anna@example.se",
  phone: "070-174 06 05",
  address: { street: "Björkvägen 4", street2: "", postal_code: "903 26", city: "Umeå", country: "SE" },
  language: "sv",
  payment_terms_days: null,
  reference: "",
  note: "",
  actions: ["replace", "archive"],
};
const villan: WorkSite = {
  id: "0197a000-0000-7000-8000-000000000002",
  version: 1,
  customer_id: ID,
  name: "Villan",
  address: anna.address,
  property_designation: "Umeå Sävar 1:2",
  apartment_number: "",
  housing_association_number: "",
  note: "Kod 1234",
};
const household = {
  customer_id: ID,
  version: 1,
  members: [
    {
      id: "0197a000-0000-7000-8000-000000000003",
      name: "Anna Öberg",
      identity_number: "19810310-••••",
      share_bp: 10_000,
      entitlement: null,
      unrelated: true,
      used: [],
      lacks: ["entitlement" as const],
    },
  ],
};
const none = { items: [], next: null, total: 0 };
const company = { payment_terms_days: 30 } as never;

function server(customer: Customer = anna) {
  return mockApi({
    "GET /api/v1/company": () => company,
    "GET /api/v1/customers/{customer_id}": () => customer,
    "GET /api/v1/customers/{customer_id}/work-sites": () => ({ ...none, items: [villan] }),
    "GET /api/v1/customers/{customer_id}/household": () => household,
    "GET /api/v1/offers": () => none,
    "GET /api/v1/orders": () => none,
    "GET /api/v1/invoices": () => none,
  });
}

test("a new customer is sent once, without what only a company has, and its page opens", async () => {
  const api = server();
  api.on("POST /api/v1/customers", () => anna);
  const { user, address } = await renderPage("/kunder/ny");
  await user.click(screen.getByRole("radio", { name: "Företag" }));
  await user.type(screen.getByLabelText(/Företagets namn/), "Anna Öberg");
  await user.type(screen.getByLabelText("Organisationsnummer"), "5560360793");
  await user.click(screen.getByRole("radio", { name: "Privatperson" }));
  expect(screen.queryByLabelText("Organisationsnummer")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Spara" }));
  await screen.findByRole("heading", { level: 1, name: "Anna Öberg" });
  expect(address()).toBe(`/kunder/${ID}`);
  const [sent] = api.sentTo("POST /api/v1/customers");
  expect(sent?.body).toMatchObject({ kind: "private", name: "Anna Öberg", organisation_number: "" });
  expect(sent?.headers.get("idempotency-key")).toMatch(/^[0-9a-f-]{36}$/);
});

test("a refusal stands at its field, which gets the focus, and the text stays", async () => {
  const api = server();
  api.on("POST /api/v1/customers", () =>
    refuse(422, "invalid_fields", [{ pointer: "/address/postal_code", code: "invalid" }]),
  );
  const { user } = await renderPage("/kunder/ny");
  await user.type(screen.getByLabelText(/^Namn/), "Anna");
  await user.type(screen.getByLabelText("Postnummer"), "12");
  await user.click(screen.getByRole("button", { name: "Spara" }));
  const field = screen.getByLabelText("Postnummer");
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect((field as HTMLInputElement).value).toBe("12");
  expect(screen.getByRole("link", { name: "Postnummer" })).toBeTruthy();
  await user.type(field, "3");
  expect(field.getAttribute("aria-invalid")).not.toBe("true");
});

test("leaving with something unsaved asks first", async () => {
  server();
  const { user, address } = await renderPage(`/kunder/${ID}`);
  await user.type(await screen.findByLabelText("Telefon"), "1");
  await user.click(screen.getByRole("link", { name: "Ny offert" }));
  expect(await screen.findByText("Lämna utan att spara?")).toBeTruthy();
  expect(address()).toBe(`/kunder/${ID}`);
});

test("a customer that is put away can be taken out again at once", async () => {
  const api = server();
  const away: Customer = { ...anna, version: 4, archived: true, actions: ["unarchive"] };
  api.on("POST /api/v1/customers/{customer_id}/archive", ({ body }) =>
    body.archived ? away : { ...anna, version: 5 },
  );
  const { user } = await renderPage(`/kunder/${ID}`);
  await user.click(await screen.findByRole("button", { name: "Arkivera" }));
  await screen.findByText("Anna Öberg är arkiverad");
  expect(screen.queryByRole("link", { name: "Ny offert" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Ångra" }));
  await screen.findByRole("link", { name: "Ny offert" });
  const sent = api.sentTo("POST /api/v1/customers/{customer_id}/archive");
  expect(sent.map(({ body, headers }) => [body, headers.get("if-match")])).toEqual([
    [{ archived: true }, '"3"'],
    [{ archived: false }, '"4"'],
  ]);
});

test("a work site is changed in its dialog: an apartment instead of a property", async () => {
  const api = server();
  api.on("PUT /api/v1/work-sites/{work_site_id}", () => ({ ...villan, version: 2 }));
  const { user } = await renderPage(`/kunder/${ID}`);
  await user.click(await screen.findByRole("button", { name: "Ändra Villan" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("radio", { name: "Bostadsrätt" }));
  await user.type(dialog.getByLabelText("Lägenhetsnummer"), "1102");
  await user.click(dialog.getByRole("button", { name: "Spara" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const [sent] = api.sentTo("PUT /api/v1/work-sites/{work_site_id}");
  expect(sent?.body).toMatchObject({ property_designation: "", apartment_number: "1102", name: "Villan" });
  expect(sent?.headers.get("if-match")).toBe('"1"');
});

test("the people for a tax deduction are sent together, and a known number isn't sent again", async () => {
  const api = server();
  api.on("PUT /api/v1/customers/{customer_id}/household", () => ({ ...household, version: 2 }));
  const { user } = await renderPage(`/kunder/${ID}`);
  expect(await screen.findByText("Saknas: rätt till avdraget")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Ändra personer" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "Lägg till person" }));
  const second = within(dialog.getByRole("group", { name: "Person 2" }));
  await user.type(second.getByLabelText(/^Namn/), "Per Öberg");
  await user.type(second.getByLabelText(/^Personnummer/), "196508662399");
  const share = second.getByLabelText("Andel, %");
  await user.clear(share);
  await user.type(share, "40");
  await user.click(dialog.getByRole("button", { name: "Spara" }));
  expect(await dialog.findByText(/Andelarna är tillsammans 90/)).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Dela lika" }));
  await user.click(dialog.getByRole("button", { name: "Spara" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const [sent, again] = api.sentTo("PUT /api/v1/customers/{customer_id}/household");
  expect(again).toBeUndefined();
  expect(sent?.headers.get("if-match")).toBe('"1"');
  expect(sent?.body).toMatchObject({
    members: [
      { identity_number: null, share_bp: 5_000 },
      { identity_number: "196508662399", share_bp: 5_000 },
    ],
  });
});

test("a whole number is shown for a purpose, and gone with its dialog", async () => {
  const api = server();
  api.on("POST /api/v1/household-members/{member_id}/identity-number", () => ({
    identity_number: "19810310-2391",
  }));
  const { user } = await renderPage(`/kunder/${ID}`);
  await user.click(await screen.findByRole("button", { name: "Visa Anna Öbergs hela nummer" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("radio", { name: "Personen själv har bett om det" }));
  await user.click(dialog.getByRole("button", { name: "Visa" }));
  expect(await dialog.findByText("19810310-2391")).toBeTruthy();
  const [sent] = api.sentTo("POST /api/v1/household-members/{member_id}/identity-number");
  expect(sent?.body).toEqual({ purpose: "subject_request" });
  await user.click(dialog.getAllByRole("button", { name: "Stäng" }).at(-1) as HTMLElement);
  await waitFor(() => expect(screen.queryByText("19810310-2391")).toBeNull());
});

test("who may only read sees facts, no fields and no buttons to make documents", async () => {
  server({ ...anna, actions: [] });
  const me = somebody({ permissions: ["customers_read", "offers_read", "orders_read", "invoices_read"] });
  await renderPage(`/kunder/${ID}`, { me });
  expect(await screen.findByText("anna@example.se", { selector: "dd" })).toBeTruthy();
  expect(screen.queryByRole("textbox", { name: "Telefon" })).toBeNull();
  expect(screen.queryByRole("link", { name: "Ny offert" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Arkivera" })).toBeNull();
});

test("a list without customers says how to begin; one without matches how to see all", async () => {
  const api = server();
  api.on("GET /api/v1/customers", () => none);
  api.on("GET /api/v1/saved-views", () => ({ items: [] }));
  const { unmount } = await renderPage("/kunder");
  expect(await screen.findByText("Inga kunder än")).toBeTruthy();
  unmount();
  await renderPage("/kunder?q=xyz&kind=company");
  expect(await screen.findByText("Inget passar sökningen")).toBeTruthy();
  expect(api.sentTo("GET /api/v1/customers").at(-1)?.query).toMatchObject({ q: "xyz", kind: "company" });
});
