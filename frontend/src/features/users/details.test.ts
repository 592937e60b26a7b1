/** Does an invitation that is sent again keep what is known of the user? */
import { expect, it } from "vitest";
import { againInvitation, emptyInvitation, userForm } from "./details.ts";
import { user } from "./testing.ts";

it("keeps every detail, and nothing that isn't the user's to send", () => {
  const known = user({ role: "office", phone: "070-1", employment_id: "12" });
  expect(againInvitation(known, "en")).toEqual({
    email: known.email,
    language: "en",
    name: known.name,
    role: "office",
    username: known.username,
    initials: known.initials,
    employment_id: "12",
    phone: "070-1",
  });
});

it("has the same fields as a new one", () => {
  const fields = (form: object) => Object.keys(form).sort();
  expect(fields(againInvitation(user(), "sv"))).toEqual(fields(emptyInvitation("sv")));
  expect(fields(userForm(user()))).not.toContain("version");
});
