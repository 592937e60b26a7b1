/** What changed, as people read it? Without what only the database needs; values in words. */
import type { Schema } from "@/api/client.ts";
import type { Translate } from "@/i18n/index.ts";
import { showInstant } from "@/lib/date.ts";
import { showKr, showPercent } from "@/lib/number.ts";
import type { AuditEvent } from "./queries.ts";
import type { EntityKind } from "./vocabulary.ts";

type Change = Schema<"AuditChange">;

/** A change in words; `withheld` when the log keeps no value, because it could be personal. */
export type ChangeWords = { field: string; label: string; withheld: boolean; before: string; after: string };

const INTERNAL = new Set([
  "id",
  "company_id",
  "version",
  "created_at",
  "open_due_on",
  "link_nonce",
  "snapshot",
  "user_id",
  "timesheet_id",
  "key_id",
  "privacy_event_id",
  "breach_event_id",
  "position",
  "granted_by",
  "ended_by",
  // What a visitor was shown stands in the event's own words.
  "operation",
]);

/** What a visitor of the operator's support was shown, in words; nothing of other events. */
export function shownBy(t: Translate, event: AuditEvent): string | undefined {
  if (event.event !== "support_access_read") return undefined;
  const operation = event.changes.find(({ field }) => field === "operation")?.after;
  if (typeof operation !== "string") return undefined;
  return t(`audit.shown.${operation as "search"}`, { defaultValue: operation });
}

/** Whether only the database needs the field. */
export function isInternal(field: string): boolean {
  return INTERNAL.has(field) || /(^|_)sort_|_folded$/.test(field);
}

/** The changes of an event, for people. */
export function changesOf(t: Translate, kind: EntityKind | undefined, changes: Change[]): ChangeWords[] {
  return changes
    .filter(({ field }) => !isInternal(field))
    .map(({ field, before, after }) => ({
      field,
      label: fieldName(t, field),
      withheld: empty(before) && empty(after),
      before: valueWords(t, kind, field, before),
      after: valueWords(t, kind, field, after),
    }));
}

const empty = (value: unknown) => value === null || value === undefined;

/** A field's name; of a field that this app doesn't know, the server's. */
export function fieldName(t: Translate, field: string): string {
  return t(`audit.field.${field as "name"}`, { defaultValue: field.replaceAll("_", " ") });
}

/** A value in words. */
export function valueWords(
  t: Translate,
  kind: EntityKind | undefined,
  field: string,
  value: unknown,
): string {
  if (empty(value) || value === "") return "–";
  if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
  if (typeof value === "number") return numberWords(field, value);
  if (typeof value !== "string") return JSON.stringify(value);
  if (field.endsWith("_at") && !Number.isNaN(Date.parse(value))) return showInstant(value);
  return choiceWords(t, kind, field, value);
}

function numberWords(field: string, value: number): string {
  if (field.endsWith("_ore")) return showKr(value);
  if (field.endsWith("_bp")) return showPercent(value);
  return String(value);
}

/** The word of a choice; any other text is itself. */
function choiceWords(t: Translate, kind: EntityKind | undefined, field: string, value: string): string {
  const or = { defaultValue: value };
  switch (field) {
    case "purpose":
      return t(`deductions.household.purposes.${value as Schema<"RevealPurpose">}`, or);
    case "deduction":
      return t(`deductions.asked.${value as Schema<"AskedDeduction">}`, or);
    case "work_type":
    case "hourly_work_type":
      return t(`deductions.work.${value as Schema<"WorkType">}`, or);
    case "status":
      return statusWords(t, kind, value);
    case "state":
      return kind === "e_invoice"
        ? t(`eInvoice.state.${value as Schema<"EInvoiceProgress">}`, or)
        : t(`common.mailState.${value as Schema<"MailProgress">}`, or);
    case "role":
      return t(`common.roles.${value as Schema<"Role">}`, or);
    case "language":
      return t(`common.languages.${value as Schema<"Language">}`, or);
    case "vat":
    case "default_vat":
    case "hourly_vat":
      return t(`common.vat.${value as Schema<"VatCode">}`, or);
    case "kind":
      if (kind === "invoice") return t(`common.invoiceKind.${value as Schema<"InvoiceKind">}`, or);
      return kind === "article"
        ? t(`common.kinds.${value as Schema<"LineKind">}`, or)
        : t(`customers.kinds.${value as Schema<"CustomerKind">}`, or);
    case "work_billing":
      return t(`orders.billings.${value as Schema<"WorkBilling">}`, or);
    default:
      return value;
  }
}

function statusWords(t: Translate, kind: EntityKind | undefined, value: string): string {
  const or = { defaultValue: value };
  switch (kind) {
    case "offer":
      return t(`common.offerStatus.${value as Schema<"OfferStatus">}`, or);
    case "order":
      return t(`common.orderStatus.${value as Schema<"OrderStatus">}`, or);
    case "timesheet":
      return t(`common.timesheetStatus.${value as Schema<"TimesheetStatus">}`, or);
    case "invoice":
    case "payment":
      return t(`common.invoiceStatus.${value as Schema<"InvoiceStatus">}`, or);
    case "user":
      return t(`users.status.${value as Schema<"UserStatus">}`, or);
    default:
      return value;
  }
}
