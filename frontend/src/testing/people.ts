/** Who is logged in in a component test? */
import type { Me, Permission } from "@/app/session.ts";

const OFFICE: Permission[] = [
  "company_read",
  "customers_read",
  "customers_write",
  "articles_read",
  "articles_write",
  "offers_read",
  "offers_write",
  "orders_read",
  "orders_write",
  "time_own",
  "time_read",
  "time_approve",
  "invoices_read",
  "invoices_write",
  "payments_write",
  "documents_export",
  "identity_reveal",
  "search",
  "self",
];

/** Somebody of the office; `part` says what is different. */
export function somebody(part: Partial<Me> = {}): Me {
  return {
    user_id: "019a0000-0000-7000-8000-000000000001",
    session_id: "019a0000-0000-7000-8000-000000000002",
    name: "Karin Ek",
    email: "karin@example.se",
    language: "sv",
    permissions: OFFICE,
    company: null,
    companies: [],
    support: null,
    ...part,
  };
}
