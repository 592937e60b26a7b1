/** Is exactly that sent which the form shows? */
import { expect, test } from "vitest";
import { CUSTOMER } from "@/testing/parties.ts";
import {
  addressLine,
  type CustomerForm,
  customerForm,
  customerInput,
  workSiteForm,
  workSiteInput,
} from "./details.ts";
import type { Customer, WorkSite } from "./queries.ts";

const address = { street: "Storgatan 1", street2: "", postal_code: "903 26", city: "Umeå", country: "SE" };
const customer: Customer = {
  ...CUSTOMER,
  id: "0197a000-0000-7000-8000-000000000001",
  version: 3,
  number: 1001,
  kind: "company",
  name: "Brf Björken",
  organisation_number: "769600-1234",
  vat_number: "SE769600123401",
  email: "styrelsen@example.se",
  phone: "090-12 34 56",
  address,
  language: "sv",
  payment_terms_days: 20,
  reference: "Ref 12",
  note: "Ring före",
  actions: ["replace", "archive"],
};
const site: WorkSite = {
  id: "0197a000-0000-7000-8000-000000000002",
  version: 1,
  customer_id: customer.id,
  name: "Lägenheten",
  address,
  property_designation: "",
  apartment_number: "1102",
  housing_association_number: "769600-1234",
  note: "Kod 1234",
};

test("a customer that is read and sent unchanged stays as it is", () => {
  const { id, version, number, archived, erased, created_at, actions, ...rest } = customer;
  const { restricted_at, no_direct_marketing, no_statistics, ...input } = rest;
  expect(customerInput(customerForm(customer, "sv"))).toEqual(input);
});

test("a private person has no company's numbers, yet they stay in the form", () => {
  const form: CustomerForm = { ...customerForm(customer, "sv"), kind: "private" };
  expect(customerInput(form)).toMatchObject({ organisation_number: "", vat_number: "", reference: "" });
  expect(customerInput({ ...form, kind: "company" }).organisation_number).toBe("769600-1234");
});

test("a new customer is a private person in Sweden who reads the company's language", () => {
  const form = customerForm(null, "en");
  expect(form).toMatchObject({ kind: "private", language: "en", payment_terms_days: null });
  expect(form.address.country).toBe("SE");
});

test("a new work site begins at the customer's address", () => {
  expect(workSiteForm(null, customer)).toMatchObject({ kind: "property", address, name: "" });
});

test("a work site is a property or an apartment, never both", () => {
  const form = workSiteForm(site, customer);
  expect(form.kind).toBe("apartment");
  const both = { ...form, property_designation: "Umeå Sävar 1:2" };
  expect(workSiteInput(both)).toMatchObject({ property_designation: "", apartment_number: "1102" });
  expect(workSiteInput({ ...both, kind: "property" })).toMatchObject({
    property_designation: "Umeå Sävar 1:2",
    apartment_number: "",
    housing_association_number: "",
  });
  expect(workSiteInput(form)).not.toHaveProperty("kind");
});

test("an address in one line leaves out what is missing", () => {
  expect(addressLine(address)).toBe("Storgatan 1, 903 26 Umeå");
  expect(addressLine({ ...address, street: "", postal_code: "" })).toBe("Umeå");
  expect(addressLine({ ...address, street2: "c/o Berg" })).toBe("Storgatan 1, c/o Berg, 903 26 Umeå");
});
