/** How does a customer want its bills? Fields in parts that unfold; each part tells what is in it. */
import { Select, Switch, TagsInput, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import type { Translate } from "@/i18n/index.ts";
import { showDecimal, showKr } from "@/lib/number.ts";
import { VAT_CODES } from "@/lib/totals.ts";
import { AddressFields, EMPTY_ADDRESS } from "@/ui/address-fields.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Unfold } from "@/ui/unfold.tsx";
import { addressLine, type Billing, type CustomerForm } from "./details.ts";

type Part = "bills" | "prices" | "electronic" | "reminders";

/** What is in a part, in words. */
function tells(t: Translate, billing: Billing, part: Part): string {
  const { address, peppol_id, vat, discount_bp, credit_limit_ore } = billing;
  const words: Record<Part, (string | false | null)[]> = {
    bills: [billing.order_number, address && addressLine(address), billing.email_copies.join(", ")],
    prices: [
      vat && t(`common.vat.${vat}`),
      discount_bp > 0 && `${showDecimal(discount_bp, 2)} %`,
      credit_limit_ore !== null && `${t("customers.billing.creditLimit")} ${showKr(credit_limit_ore)}`,
    ],
    electronic: [peppol_id && `${peppol_id.scheme}:${peppol_id.value}`],
    reminders: [
      billing.reminder_block_reason &&
        t("customers.billing.noReminders", { reason: billing.reminder_block_reason }),
    ],
  };
  return words[part].filter(Boolean).join(" · ");
}

/** All of it in words. */
export function billingWords(t: Translate, billing: Billing): string {
  const parts: Part[] = ["bills", "prices", "electronic", "reminders"];
  return (
    parts
      .map((part) => tells(t, billing, part))
      .filter(Boolean)
      .join(" · ") || "–"
  );
}

/** The name of a field, by the last part of its form path. */
export function billingLabel(t: Translate, path: string): string | undefined {
  const labels: Record<string, string> = {
    billing: t("customers.billing.title"),
    "billing.order_number": t("customers.billing.orderNumber"),
    "billing.vat": t("customers.billing.vat"),
    "billing.discount_bp": t("customers.billing.discount"),
    "billing.credit_limit_ore": t("customers.billing.creditLimit"),
    "billing.reminder_block_reason": t("customers.billing.reminderBlock"),
  };
  if (path.startsWith("billing.email_copies")) return t("customers.billing.copies");
  if (path.startsWith("billing.peppol_id")) return t("customers.billing.peppolValue");
  if (path.startsWith("billing.address")) return t("customers.billing.address");
  return labels[path];
}

type FieldsProps = { form: UseFormReturnType<CustomerForm> };

/** The fields. */
export function BillingFields({ form }: FieldsProps) {
  const { t } = useTranslation();
  const { billing } = form.values;
  const part = (name: Part, paths: string[]) => ({
    title: t(`customers.billing.toggle.${name}`),
    tells: tells(t, billing, name),
    forced: Object.keys(form.errors).some((path) =>
      paths.some((begin) => path.startsWith(`billing.${begin}`)),
    ),
  });
  return (
    <div>
      <Unfold {...part("bills", ["order_number", "address", "email_copies"])}>
        <Bills form={form} />
      </Unfold>
      <Unfold {...part("prices", ["vat", "discount_bp", "credit_limit_ore"])}>
        <Prices form={form} />
      </Unfold>
      {form.values.kind === "company" && (
        <Unfold {...part("electronic", ["peppol_id"])}>
          <Electronic form={form} />
        </Unfold>
      )}
      <Unfold {...part("reminders", ["reminder_block_reason"])}>
        <TextInput
          label={t("customers.billing.reminderBlock")}
          description={t("customers.billing.reminderBlockHint")}
          maxLength={200}
          data-path="billing.reminder_block_reason"
          {...form.getInputProps("billing.reminder_block_reason")}
        />
      </Unfold>
    </div>
  );
}

function Bills({ form }: FieldsProps) {
  const { t } = useTranslation();
  const { billing } = form.values;
  const copyError = Object.entries(form.errors).find(([path]) =>
    path.startsWith("billing.email_copies"),
  )?.[1];
  return (
    <>
      <TextInput
        label={t("customers.billing.orderNumber")}
        description={t("customers.billing.orderNumberHint")}
        maxLength={80}
        data-path="billing.order_number"
        {...form.getInputProps("billing.order_number")}
      />
      <Switch
        label={t("customers.billing.ownAddress")}
        checked={billing.address !== null}
        onChange={(event) =>
          form.setFieldValue("billing.address", event.currentTarget.checked ? EMPTY_ADDRESS : null)
        }
      />
      {billing.address && (
        <AddressFields
          path="billing.address"
          value={billing.address}
          errors={form.errors}
          onChange={(address) => form.setFieldValue("billing.address", address)}
        />
      )}
      <TagsInput
        label={t("customers.billing.copies")}
        description={t("customers.billing.copiesHint")}
        data-path="billing.email_copies.0"
        maxTags={10}
        splitChars={[",", ";", " "]}
        value={billing.email_copies}
        error={copyError}
        onChange={(copies) => {
          form.setFieldValue("billing.email_copies", copies);
          for (const path of Object.keys(form.errors))
            if (path.startsWith("billing.email_copies")) form.clearFieldError(path);
        }}
      />
    </>
  );
}

function Prices({ form }: FieldsProps) {
  const { t } = useTranslation();
  const { billing } = form.values;
  return (
    <>
      <Select
        label={t("customers.billing.vat")}
        description={t("customers.billing.vatHint")}
        allowDeselect={false}
        data={[
          { value: "", label: t("customers.billing.vatCompany") },
          ...VAT_CODES.filter((code) => code !== "small_business").map((value) => ({
            value: value as string,
            label: t(`common.vat.${value}`),
          })),
        ]}
        value={billing.vat ?? ""}
        error={form.errors["billing.vat"]}
        data-path="billing.vat"
        onChange={(value) => form.setFieldValue("billing.vat", (value || null) as Schema<"VatCode"> | null)}
      />
      <DecimalInput
        label={t("customers.billing.discount")}
        decimals={2}
        path="billing.discount_bp"
        value={billing.discount_bp}
        error={form.errors["billing.discount_bp"]}
        onChange={(value, readable) => readable && form.setFieldValue("billing.discount_bp", value ?? 0)}
      />
      <DecimalInput
        label={t("customers.billing.creditLimit")}
        description={t("customers.billing.creditLimitHint")}
        decimals={2}
        path="billing.credit_limit_ore"
        value={billing.credit_limit_ore}
        error={form.errors["billing.credit_limit_ore"]}
        onChange={(value, readable) => readable && form.setFieldValue("billing.credit_limit_ore", value)}
      />
    </>
  );
}

function Electronic({ form }: FieldsProps) {
  const { t } = useTranslation();
  const { peppol_id } = form.values.billing;
  const set = (id: Billing["peppol_id"]) => {
    form.setFieldValue("billing.peppol_id", id);
    form.clearFieldError("billing.peppol_id.value");
  };
  return (
    <>
      <Select
        label={t("customers.billing.peppolScheme")}
        allowDeselect={false}
        data={[
          { value: "", label: t("customers.billing.peppolNone") },
          ...(["0007", "0088"] as const).map((value) => ({
            value: value as string,
            label: t(`customers.billing.peppolSchemes.${value}`),
          })),
        ]}
        value={peppol_id?.scheme ?? ""}
        onChange={(scheme) =>
          set(
            scheme
              ? {
                  scheme: scheme as Schema<"PeppolScheme">,
                  value: peppol_id?.value || (scheme === "0007" ? form.values.organisation_number : ""),
                }
              : null,
          )
        }
      />
      {peppol_id && (
        <TextInput
          label={t("customers.billing.peppolValue")}
          inputMode="numeric"
          maxLength={20}
          data-path="billing.peppol_id.value"
          value={peppol_id.value}
          error={form.errors["billing.peppol_id.value"] ?? form.errors["billing.peppol_id"]}
          onChange={(event) => set({ ...peppol_id, value: event.currentTarget.value })}
        />
      )}
    </>
  );
}
