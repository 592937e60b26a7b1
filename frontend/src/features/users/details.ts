/** What do the forms of a user hold, and what is sent of them? */
import type { InviteUser, User, UserInput } from "./queries.ts";

/** A user as the form shows it. */
export function userForm(user: User): UserInput {
  const { name, role, username, initials, employment_id, phone } = user;
  return { name, role, username, initials, employment_id, phone };
}

/** An invitation that nobody has written yet: most people of a company work on site. */
export function emptyInvitation(language: InviteUser["language"]): InviteUser {
  return {
    email: "",
    name: "",
    role: "worker",
    language,
    username: "",
    initials: "",
    employment_id: "",
    phone: "",
  };
}

/** The invitation that lets a known user in again: everything stays as it is. */
export function againInvitation(user: User, language: InviteUser["language"]): InviteUser {
  return { ...userForm(user), email: user.email, language };
}
