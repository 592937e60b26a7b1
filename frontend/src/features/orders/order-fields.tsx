/** What is written about an order? For whom, where, when, who, and at which prices. */
import {
  Group,
  MultiSelect,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { useMay } from "@/app/session.ts";
import { VAT_CODES } from "@/lib/totals.ts";
import { CustomerPicker } from "@/ui/customer-picker.tsx";
import { DayInput } from "@/ui/day-input.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { emptyLine, LinesEditor } from "@/ui/lines-editor.tsx";
import { LiveSums } from "@/ui/totals-panel.tsx";
import type { EditForm } from "@/ui/use-edit-form.ts";
import { WorkSiteSelect } from "@/ui/work-site-select.tsx";
import { isWritten } from "@/ui/written-lines.ts";
import type { OrderFields as Fields, WrittenLine } from "./details.ts";
import { peopleQuery } from "./queries.ts";

/** A field's name in words. */
export function useOrderLabel(): (path: string) => string {
  const { t } = useTranslation();
  return (path) => {
    const [field = "", index, part] = path.split(".");
    if (field === "lines" && index !== undefined) {
      const names: Record<string, string> = {
        description: t("common.lines.description"),
        quantity_milli: t("common.lines.quantity"),
        unit: t("common.lines.unit"),
        unit_price_ore: t("common.lines.price"),
        discount_bp: t("common.lines.discount"),
        vat: t("common.lines.vat"),
      };
      return `${t("common.lines.line", { number: Number(index) + 1 })} ${names[part ?? ""] ?? ""}`.trim();
    }
    const names: Record<string, string> = {
      customer_id: t("orders.customer"),
      work_site_id: t("orders.workSite"),
      title: t("common.title"),
      description: t("orders.description"),
      their_reference: t("orders.theirReference"),
      planned_start_on: t("orders.plannedStart"),
      planned_end_on: t("orders.plannedEnd"),
      work_billing: t("orders.workBilling"),
      hourly_price_ore: t("orders.hourlyPrice"),
      hourly_vat: t("orders.hourlyVat"),
      prices_include_vat: t("common.terms.pricesIncludeVat"),
      round_to_krona: t("common.terms.roundToKrona"),
      discount_bp: t("common.terms.discount"),
      lines: t("common.lines.title"),
      assigned: t("orders.assigned"),
    };
    return names[field] ?? path;
  };
}

type Props = { edit: EditForm<Fields>; disabled?: boolean };

/** The fields. */
export function OrderFields({ edit, disabled }: Props) {
  const { t } = useTranslation();
  const label = useOrderLabel();
  const { form } = edit;
  const values = form.getValues();
  const set = (part: Partial<Fields>) => form.setValues(part);
  const field = (name: keyof Fields) => ({
    label: label(name),
    error: form.errors[name],
    disabled,
    "data-path": name,
  });
  const vat = (code: string | null) => VAT_CODES.find((each) => each === code);
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <CustomerPicker
          {...field("customer_id")}
          path="customer_id"
          required
          allowDeselect={false}
          value={values.customer_id}
          onChange={(customer_id) => set({ customer_id, work_site_id: null })}
        />
        <WorkSiteSelect
          customerId={values.customer_id}
          value={values.work_site_id}
          onChange={(work_site_id) => set({ work_site_id })}
          error={form.errors.work_site_id as string | undefined}
        />
        <TextInput
          {...field("title")}
          required
          value={values.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <TextInput
          {...field("their_reference")}
          value={values.their_reference}
          onChange={(event) => set({ their_reference: event.currentTarget.value })}
        />
      </SimpleGrid>
      <Textarea
        {...field("description")}
        description={t("orders.descriptionHint")}
        autosize
        minRows={3}
        value={values.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <DayInput
          {...field("planned_start_on")}
          path="planned_start_on"
          clearable
          value={values.planned_start_on ?? null}
          onChange={(planned_start_on) => set({ planned_start_on })}
        />
        <DayInput
          {...field("planned_end_on")}
          path="planned_end_on"
          clearable
          value={values.planned_end_on ?? null}
          onChange={(planned_end_on) => set({ planned_end_on })}
        />
        <People value={values.assigned} onChange={(assigned) => set({ assigned })} {...field("assigned")} />
      </SimpleGrid>
      <Radio.Group
        {...field("work_billing")}
        value={values.work_billing}
        onChange={(way) => set({ work_billing: way as Schema<"WorkBilling"> })}
      >
        <Group mt="xs" gap="lg">
          <Radio value="as_reported" disabled={disabled} label={t("orders.asReported")} />
          <Radio value="as_agreed" disabled={disabled} label={t("orders.asAgreed")} />
        </Group>
      </Radio.Group>
      {values.work_billing === "as_reported" && (
        <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="md">
          <DecimalInput
            {...field("hourly_price_ore")}
            path="hourly_price_ore"
            decimals={2}
            atLeast={2}
            value={values.hourly_price_ore}
            onChange={(price) => set({ hourly_price_ore: price ?? 0 })}
          />
          <Select
            {...field("hourly_vat")}
            data={VAT_CODES.map((code) => ({ value: code as string, label: t(`common.vat.${code}`) }))}
            allowDeselect={false}
            value={values.hourly_vat}
            onChange={(code) => set({ hourly_vat: vat(code) ?? values.hourly_vat })}
          />
        </SimpleGrid>
      )}
      <div>
        <Title order={2} size="h4" mb="xs">
          {t("orders.linesTitle")}
        </Title>
        <LinesEditor<WrittenLine>
          lines={values.lines}
          onChange={(lines) => set({ lines })}
          errors={form.errors}
          pricesIncludeVat={values.prices_include_vat}
          fresh={() => ({ ...emptyLine(values.hourly_vat), kind: "material", unit: "st" })}
          disabled={disabled}
        />
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        <Stack gap="sm">
          <Switch
            {...field("prices_include_vat")}
            checked={values.prices_include_vat}
            onChange={(event) => set({ prices_include_vat: event.currentTarget.checked })}
          />
          <Switch
            {...field("round_to_krona")}
            checked={values.round_to_krona}
            onChange={(event) => set({ round_to_krona: event.currentTarget.checked })}
          />
          <DecimalInput
            {...field("discount_bp")}
            path="discount_bp"
            decimals={2}
            maw={260}
            value={values.discount_bp}
            onChange={(discount) => set({ discount_bp: discount ?? 0 })}
          />
        </Stack>
        <LiveSums lines={values.lines.filter(isWritten)} terms={values} of="order" />
      </SimpleGrid>
    </Stack>
  );
}

type PeopleProps = {
  label: string;
  value: string[];
  onChange: (ids: string[]) => void;
  error?: unknown;
  disabled?: boolean;
};

function People({ value, onChange, error, ...field }: PeopleProps) {
  const may = useMay();
  const { data } = useQuery({ ...peopleQuery, enabled: may("users_read") });
  const people = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <MultiSelect
      {...field}
      error={error as string | undefined}
      data={people}
      searchable
      clearable
      hidePickedOptions
      value={value}
      onChange={onChange}
    />
  );
}
