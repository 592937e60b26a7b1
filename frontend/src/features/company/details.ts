/** What does the company's form hold, and what is sent of it? */
import type { Translate } from "@/i18n/index.ts";
import type { Company, CompanyInput } from "./queries.ts";

/** Numbers that may be empty while they are typed. */
type Numbers = "payment_terms_days" | "offer_valid_days" | "hourly_price_ore" | "write_off_limit_ore";
/** The fields of the company's form. */
export type CompanyForm = Omit<Required<CompanyInput>, Numbers | "logo"> & {
  [Name in Numbers]: number | null;
} & { logo: string | null };

const NUMBERS = [
  "payment_terms_days",
  "offer_valid_days",
  "hourly_price_ore",
  "write_off_limit_ore",
] as const satisfies Numbers[];

/** The company as the form shows it. */
export function companyForm(company: Company): CompanyForm {
  const { id: _id, version: _version, actions: _actions, logo, ...details } = company;
  return { ...details, logo: logo ?? null };
}

/** Words of what is missing, by form path. */
export function companyErrors(t: Translate, form: CompanyForm): Record<string, string> {
  const missing = [...NUMBERS.filter((name) => form[name] === null), ...(form.name.trim() ? [] : ["name"])];
  return Object.fromEntries(missing.map((name) => [name, t("problem.field.required")]));
}

/** What is sent, once {@link companyErrors} has found nothing. */
export function companyInput(form: CompanyForm): CompanyInput {
  const { payment_terms_days, offer_valid_days, hourly_price_ore, write_off_limit_ore, ...rest } = form;
  return {
    ...rest,
    payment_terms_days: payment_terms_days ?? 0,
    offer_valid_days: offer_valid_days ?? 0,
    hourly_price_ore: hourly_price_ore ?? 0,
    write_off_limit_ore: write_off_limit_ore ?? 0,
  };
}

/** Most bytes of a logo. */
export const MAX_LOGO_BYTES = 200 * 1024;
/** What a logo's file may be. */
export const LOGO_TYPES = ["image/png", "image/svg+xml"] as const;

/** Why a file can't be the logo; null when it can. */
export function logoRefusal({ type, size }: { type: string; size: number }): "type" | "size" | null {
  if (!LOGO_TYPES.some((known) => known === type)) return "type";
  return size > MAX_LOGO_BYTES ? "size" : null;
}

/** A file as a `data:` address. */
export function dataUrl(file: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}
