/** Which events and kinds of things does the log know? All of the server's; each has words in every language. */

/** What can happen. `event-kinds.test.ts` holds the list to the server's. */
export const EVENT_KINDS = [
  "company_created",
  "company_replaced",
  "company_reference_rate_replaced",
  "company_reminders_replaced",
  "user_invited",
  "user_replaced",
  "user_deactivated",
  "user_email_change_requested",
  "user_email_changed",
  "invitation_accepted",
  "password_reset",
  "customer_created",
  "customer_replaced",
  "customer_archived",
  "work_site_created",
  "work_site_replaced",
  "article_created",
  "article_replaced",
  "article_archived",
  "offer_created",
  "offer_replaced",
  "offer_sent",
  "offer_withdrawn",
  "offer_accepted",
  "offer_declined",
  "offer_expired",
  "order_created",
  "order_replaced",
  "order_instalments_replaced",
  "order_started",
  "order_completed",
  "order_cancelled",
  "time_entry_created",
  "time_entry_replaced",
  "time_entry_deleted",
  "timesheet_submitted",
  "timesheet_approved",
  "timesheet_rejected",
  "invoice_created",
  "invoice_replaced",
  "invoice_deleted",
  "invoice_issued",
  "invoice_sent",
  "invoice_credited",
  "invoice_written_off",
  "invoice_write_off_reversed",
  "invoice_reminded",
  "invoice_reminders_stopped",
  "invoice_reminders_resumed",
  "invoice_handed_over",
  "invoice_question_asked",
  "payment_registered",
  "payment_removed",
  "payment_import_created",
  "payment_matched",
  "payment_set_aside",
  "account_replaced",
  "fiscal_year_created",
  "fiscal_year_replaced",
  "number_series_replaced",
  "fiscal_year_locked",
  "mail_sent",
  "mail_failed",
  "e_invoice_delivered",
  "e_invoice_failed",
  "saved_view_created",
  "saved_view_deleted",
  "session_started",
  "session_ended",
  "session_reuse_detected",
  "company_switched",
  "log_in_failed",
] as const;
/** What happened. */
export type EventKind = (typeof EVENT_KINDS)[number];

/** To what it can happen, in the order of the filter. */
export const ENTITY_KINDS = [
  "offer",
  "order",
  "time_entry",
  "timesheet",
  "invoice",
  "payment",
  "payment_import",
  "customer",
  "work_site",
  "article",
  "user",
  "session",
  "company",
  "account",
  "number_series",
  "fiscal_year",
  "mail",
  "e_invoice",
  "saved_view",
] as const;
/** To what it happened. */
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** An event's name, when this app knows it; a newer server may know more. */
export function eventKind(name: string): EventKind | undefined {
  return EVENT_KINDS.find((kind) => kind === name);
}

/** The name of a kind of thing, when this app knows it. */
export function entityKind(name: string | undefined): EntityKind | undefined {
  return ENTITY_KINDS.find((kind) => kind === name);
}
