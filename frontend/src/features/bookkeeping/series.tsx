/** Which numbers do invoices and credit notes get? What comes next is shown as it is typed. */
import { Checkbox, Stack, Text, TextInput } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import type { Translate } from "@/i18n/index.ts";
import { type NumberLook, printedNumber, switched } from "@/lib/printed-number.ts";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Section } from "@/ui/section.tsx";
import { type EditForm, useEditForm } from "@/ui/use-edit-form.ts";
import { type NumberSeries, seriesQuery, useReplaceSeries } from "./series-queries.ts";

/** The tab. */
export function SeriesTab() {
  const { t } = useTranslation();
  const query = useQuery(seriesQuery);
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t("bookkeeping.series.intro")}
      </Text>
      <Loaded query={query} lines={6}>
        {({ items }) => items.map((series) => <Series key={series.series} series={series} />)}
      </Loaded>
    </Stack>
  );
}

type SeriesForm = { shared: boolean; prefix: string; restarts_yearly: boolean; next_number: number | null };

const formOf = ({ shared, prefix, restarts_yearly, next_number }: NumberSeries): SeriesForm => ({
  shared,
  prefix,
  restarts_yearly,
  next_number,
});

function fieldLabel(t: Translate, path: string): string {
  const labels: Record<keyof SeriesForm, string> = {
    shared: t("bookkeeping.series.shared"),
    prefix: t("bookkeeping.series.prefix"),
    restarts_yearly: t("bookkeeping.series.restarts"),
    next_number: t("bookkeeping.series.nextNumber"),
  };
  return labels[path as keyof SeriesForm] ?? path;
}

function valueWords(t: Translate, value: unknown): string {
  if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
  return value === null || value === "" ? "–" : String(value);
}

function Series({ series }: { series: NumberSeries }) {
  const { t } = useTranslation();
  const may = useMay();
  const client = useQueryClient();
  const replace = useReplaceSeries();
  const title = t(`bookkeeping.series.of.${series.series}`);
  const edit = useEditForm<SeriesForm, NumberSeries>({
    thing: series,
    values: (thing) => formOf(thing ?? series),
    send: ({ next_number, ...form }, version) =>
      replace.mutateAsync({
        series: series.series,
        version: version ?? series.version,
        body: { ...form, next_number: next_number ?? series.next_number },
      }),
    read: async () => {
      const { items } = await client.fetchQuery({ ...seriesQuery, staleTime: 0 });
      return items.find((item) => item.series === series.series) ?? series;
    },
    onSaved: () => showNotification({ color: "green", message: t("bookkeeping.series.saved") }),
    check: (form): Record<string, string> =>
      form.next_number === null ? { next_number: t("problem.field.required") } : {},
  });
  const { shared } = edit.form.values;
  return (
    <Section
      split
      title={title}
      text={series.last && !shared && <div>{t("bookkeeping.series.last", { number: series.last })}</div>}
    >
      {may("bookkeeping_write") ? (
        <EditFormFrame
          edit={edit}
          label={title}
          fieldLabel={(path) => fieldLabel(t, path)}
          show={(_field, value) => valueWords(t, value)}
        >
          <Stack gap="md">
            {series.series === "credit_note" && (
              <Checkbox
                label={t("bookkeeping.series.shared")}
                data-path="shared"
                {...edit.form.getInputProps("shared", { type: "checkbox" })}
              />
            )}
            {!shared && <Look form={edit.form} year={series.year} />}
          </Stack>
        </EditFormFrame>
      ) : (
        <Text>
          {shared ? t("bookkeeping.series.shared") : t("bookkeeping.series.next", { number: series.next })}
        </Text>
      )}
    </Section>
  );
}

function Look({ form, year }: { form: EditForm<SeriesForm>["form"]; year: number }) {
  const { t } = useTranslation();
  const { next_number } = form.values;
  const look: NumberLook = { ...form.values, next_number: next_number ?? 1 };
  return (
    <>
      <TextInput
        label={t("bookkeeping.series.prefix")}
        description={t("bookkeeping.series.prefixHint")}
        data-path="prefix"
        maxLength={4}
        maw="16rem"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        {...form.getInputProps("prefix")}
      />
      <Checkbox
        label={t("bookkeeping.series.restarts")}
        description={t("bookkeeping.series.restartsHint", { year })}
        data-path="restarts_yearly"
        {...form.getInputProps("restarts_yearly", { type: "checkbox" })}
        onChange={({ currentTarget: { checked } }) => {
          form.setFieldValue("next_number", switched(look, checked, year));
          form.setFieldValue("restarts_yearly", checked);
        }}
      />
      <DecimalInput
        label={t("bookkeeping.series.nextNumber")}
        description={t("bookkeeping.series.nextNumberHint")}
        decimals={0}
        plain
        path="next_number"
        maw="16rem"
        value={next_number}
        error={form.errors.next_number}
        onChange={(value) => form.setFieldValue("next_number", value)}
      />
      <Text role="status">
        {next_number === null ? "–" : t("bookkeeping.series.next", { number: printedNumber(look, year) })}
      </Text>
    </>
  );
}
