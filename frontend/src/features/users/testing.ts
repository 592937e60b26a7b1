/** What does a user look like in a test? */
import type { User } from "./queries.ts";

/** Somebody who works on site; `part` says what is different. */
export function user(part: Partial<User> = {}): User {
  return {
    id: "019a0000-0000-7000-8000-000000000020",
    version: 3,
    user_id: "019a0000-0000-7000-8000-000000000021",
    email: "erik@example.se",
    name: "Erik Sundin",
    erased: false,
    role: "worker",
    status: "active",
    username: "erik",
    initials: "ES",
    employment_id: "11",
    phone: "070-174 06 11",
    created_at: "2026-01-02T08:00:00Z",
    last_log_in_at: "2026-11-27T06:12:00Z",
    invitation_expires_at: null,
    mails: [],
    actions: ["replace", "deactivate"],
    ...part,
  };
}
