/** Is VAT charged on this document, or does another rule hold? One choice for all lines; nothing is guessed. */
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { companyQuery } from "@/api/pick.ts";

type VatCode = Schema<"VatCode">;

/** What can hold instead of ordinary VAT. */
const TREATMENTS = [
  "reverse_charge",
  "eu_services",
  "eu_goods",
  "export_goods",
  "export_services",
] as const satisfies readonly VatCode[];

type Treatment = (typeof TREATMENTS)[number] | "small_business";
type Rule = Treatment | "ordinary";

/** Whether a code is a rule for a whole sale rather than the rate of a thing. */
export const isTreatment = (vat: VatCode): vat is Treatment =>
  vat === "small_business" || TREATMENTS.some((known) => known === vat);

/** The rule that holds for these lines: one of the treatments, `ordinary`, or null when they differ. */
export function treatmentOf(codes: VatCode[]): Rule | null {
  const rules = new Set(codes.map((vat) => (isTreatment(vat) ? vat : "ordinary")));
  const [rule = "ordinary"] = rules;
  return rules.size > 1 ? null : rule;
}

/** The codes of lines under another rule: what is taxed keeps its rate, what wasn't gets the usual one. */
export function underRule(vat: VatCode, rule: Rule, usual: VatCode): VatCode {
  if (rule !== "ordinary") return rule;
  return isTreatment(vat) ? usual : vat;
}

/** A line with another VAT; the account that it named was for the VAT before. */
function under<Line extends Priced>(line: Line, vat: VatCode): Line {
  return line.account && line.vat !== vat ? { ...line, vat, account: null } : { ...line, vat };
}

type Priced = { vat: VatCode; locked?: string; account?: number | null };
type Props<Line extends Priced> = {
  lines: Line[];
  onChange: (lines: Line[]) => void;
  disabled?: boolean;
};

/** The choice. */
export function VatTreatment<Line extends Priced>(props: Props<Line>) {
  const { lines, onChange, disabled } = props;
  const { t } = useTranslation();
  const { data: company } = useQuery(companyQuery);
  const usual = company && !isTreatment(company.default_vat) ? company.default_vat : "25";
  const rule = treatmentOf(lines.map(({ vat }) => vat));
  if (lines.length === 0 || rule === "small_business") return null;
  return (
    <Select
      label={t("common.treatment.label")}
      description={rule && rule !== "ordinary" ? t(`common.treatment.hint.${rule}`) : undefined}
      inputWrapperOrder={["label", "input", "description", "error"]}
      maw={420}
      mt="sm"
      disabled={disabled}
      allowDeselect={false}
      placeholder={t("common.treatment.mixed")}
      data={[
        { value: "ordinary", label: t("common.treatment.ordinary") },
        ...TREATMENTS.map((value) => ({ value: value as string, label: t(`common.treatment.${value}`) })),
      ]}
      value={rule}
      onChange={(chosen) =>
        chosen &&
        onChange(
          lines.map((line) =>
            line.locked === undefined ? under(line, underRule(line.vat, chosen as Rule, usual)) : line,
          ),
        )
      }
    />
  );
}
