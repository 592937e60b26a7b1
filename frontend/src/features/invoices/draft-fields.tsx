/** What is said of an invoice beside its lines? The fields of a draft. */
import { SegmentedControl, Select, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { companyQuery, pickedCustomer, pickWorkSites } from "@/api/pick.ts";
import { LANGUAGES } from "@/i18n/index.ts";
import { CustomerPicker } from "@/ui/customer-picker.tsx";
import { DayInput } from "@/ui/day-input.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import type { Draft } from "./draft.ts";
import classes from "./invoices.module.css";

/** What a draft can become; the other kinds are made of orders and invoices. */
const KINDS = ["invoice", "cash"] as const;

type Props = {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  errors: Record<string, string>;
};

/** Who pays, what for, when and where. */
export function HeadFields({ draft, onChange, errors }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: company } = useQuery(companyQuery);
  const { data: sites } = useQuery(pickWorkSites(draft.customer_id));
  const changeCustomer = async (id: string | null) => {
    if (!id || id === draft.customer_id) return;
    const customer = await client.ensureQueryData(pickedCustomer(id));
    onChange({
      customer_id: id,
      work_site_id: null,
      language: customer.language,
      their_reference: customer.reference,
      buyer_order_number: customer.billing.order_number,
      discount_bp: customer.billing.discount_bp,
      payment_terms_days:
        customer.payment_terms_days ?? company?.payment_terms_days ?? draft.payment_terms_days,
    });
  };
  const ofOrder = draft.order_id !== null || draft.lines.some(({ order_id }) => order_id !== null);
  const places = (sites?.items ?? []).map((site) => ({
    value: site.id,
    label: site.name || site.address.street,
  }));
  return (
    <Stack gap="sm">
      <div className={classes.pair}>
        <CustomerPicker
          label={t("invoices.field.customer_id")}
          description={ofOrder ? t("invoices.customerOfOrder") : undefined}
          disabled={ofOrder}
          allowDeselect={false}
          value={draft.customer_id}
          onChange={changeCustomer}
          path="customer_id"
          error={errors.customer_id}
        />
        <TextInput
          label={t("invoices.field.title")}
          description={ofOrder ? "\u00a0" : undefined}
          placeholder={t("invoices.titleExample")}
          data-path="title"
          maxLength={120}
          value={draft.title}
          error={errors.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
      </div>
      <div className={classes.trio}>
        <DayInput
          label={t("invoices.field.supplied_on")}
          placeholder={t("invoices.dayOfIssue")}
          clearable
          path="supplied_on"
          value={draft.supplied_on ?? null}
          error={errors.supplied_on}
          onChange={(supplied_on) => onChange({ supplied_on })}
        />
        <DecimalInput
          label={t("invoices.field.payment_terms_days")}
          decimals={0}
          rightSection={
            <Text size="sm" c="dimmed" pr="sm">
              {t("invoices.days")}
            </Text>
          }
          rightSectionWidth={64}
          rightSectionPointerEvents="none"
          path="payment_terms_days"
          value={draft.payment_terms_days}
          error={errors.payment_terms_days}
          onChange={(payment_terms_days, readable) => readable && onChange({ payment_terms_days })}
        />
        <Select
          label={t("invoices.field.work_site_id")}
          placeholder={t("common.none")}
          clearable
          data={places}
          disabled={places.length === 0}
          data-path="work_site_id"
          value={draft.work_site_id ?? null}
          error={errors.work_site_id}
          onChange={(work_site_id) => onChange({ work_site_id })}
        />
      </div>
    </Stack>
  );
}

/** What is printed around the lines. */
export function TextFields({ draft, onChange, errors }: Props) {
  const { t } = useTranslation();
  const { data: company } = useQuery(companyQuery);
  const exempt = draft.lines.some(({ vat }) => vat === "exempt");
  const text = (
    name: "note" | "their_reference" | "our_reference" | "buyer_order_number" | "exemption_reason",
  ) => ({
    label: t(`invoices.field.${name}`),
    "data-path": name,
    value: draft[name] ?? "",
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });
  return (
    <Stack gap="sm">
      <div className={classes.trio}>
        <TextInput {...text("buyer_order_number")} maxLength={80} />
        <TextInput {...text("their_reference")} maxLength={80} />
        <TextInput {...text("our_reference")} maxLength={80} />
      </div>
      {exempt && (
        <TextInput
          {...text("exemption_reason")}
          description={t("invoices.exemptionHint")}
          placeholder={company?.exemption_reference || t("invoices.exemptionExample")}
          maxLength={200}
        />
      )}
      <Textarea {...text("note")} autosize minRows={2} maxRows={10} maxLength={4000} />
      {KINDS.some((kind) => kind === draft.kind) && (
        <Select
          label={t("invoices.field.kind")}
          description={draft.kind === "cash" ? t("invoices.cashHint") : undefined}
          maw={240}
          allowDeselect={false}
          data={KINDS.map((kind) => ({ value: kind, label: t(`common.invoiceKind.${kind}`) }))}
          data-path="kind"
          value={draft.kind ?? "invoice"}
          error={errors.kind}
          onChange={(value) => value && onChange({ kind: value as Draft["kind"] })}
        />
      )}
      <Select
        label={t("invoices.field.language")}
        maw={240}
        allowDeselect={false}
        data={LANGUAGES.map((language) => ({ value: language, label: t(`common.languages.${language}`) }))}
        data-path="language"
        value={draft.language}
        error={errors.language}
        onChange={(language) => language && onChange({ language: language as Draft["language"] })}
      />
    </Stack>
  );
}

/** How the prices are meant. */
export function PriceFields({ draft, onChange, errors }: Props) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Labelled label={t("invoices.field.prices_include_vat")}>
        {(labelId) => (
          <SegmentedControl
            fullWidth
            aria-labelledby={labelId}
            data={[
              { value: "excl", label: t("common.totals.exclVat") },
              { value: "incl", label: t("common.totals.inclVat") },
            ]}
            value={draft.prices_include_vat ? "incl" : "excl"}
            onChange={(mode) => onChange({ prices_include_vat: mode === "incl" })}
          />
        )}
      </Labelled>
      <DecimalInput
        label={t("common.terms.discount")}
        decimals={2}
        path="discount_bp"
        value={draft.discount_bp}
        error={errors.discount_bp}
        onChange={(discount_bp, readable) => readable && onChange({ discount_bp: discount_bp ?? 0 })}
      />
      <Switch
        label={t("common.terms.roundToKrona")}
        data-path="round_to_krona"
        checked={draft.round_to_krona}
        onChange={(event) => onChange({ round_to_krona: event.currentTarget.checked })}
      />
    </Stack>
  );
}

function Labelled({ label, children }: { label: string; children: (labelId: string) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <Text component="span" size="sm" fw={500} id={id} display="block" mb={4}>
        {label}
      </Text>
      {children(id)}
    </div>
  );
}
