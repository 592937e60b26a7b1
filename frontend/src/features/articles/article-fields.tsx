/** Which details does an article have? The fields of its form, with the price that a customer pays beside. */
import { Autocomplete, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Translate } from "@/i18n/index.ts";
import { showKr } from "@/lib/number.ts";
import { VAT_CODES } from "@/lib/totals.ts";
import type { WorkType } from "@/lib/work-types.ts";
import { AccountInput } from "@/ui/account-input.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Facts } from "@/ui/facts.tsx";
import type { EditForm } from "@/ui/use-edit-form.ts";
import { WorkTypeSelect } from "@/ui/work-type-select.tsx";
import classes from "./articles.module.css";
import { type ArticleForm, priceWithVat } from "./details.ts";

const KINDS = ["work", "material", "travel", "other"] as const;
const UNITS = ["tim", "dag", "st", "m", "m²", "m³", "kg", "liter", "mil", "km"];

/** The name of a field, by form path. */
export function articleFieldLabel(t: Translate, path: string): string {
  const labels: Record<string, string> = {
    name: t("common.name"),
    number: t("articles.number"),
    kind: t("articles.kind"),
    work_type: t("articles.workType"),
    unit: t("articles.unit"),
    unit_price_ore: t("articles.price"),
    vat: t("articles.vat"),
    account: t("articles.account"),
    note: t("common.note"),
  };
  return labels[path] ?? path;
}

/** The value of a field in words. */
export function articleFieldWords(t: Translate, field: string, value: unknown): string {
  switch (field) {
    case "kind":
      return t(`common.kinds.${value as ArticleForm["kind"]}`);
    case "work_type":
      return value ? t(`deductions.work.${value as WorkType}`) : "–";
    case "vat":
      return t(`common.vat.${value as ArticleForm["vat"]}`);
    case "unit_price_ore":
      return value === null ? "–" : showKr(value as number);
    default:
      return String(value ?? "") || "–";
  }
}

/** The fields. */
export function ArticleFields({ form, exists }: Pick<EditForm<ArticleForm>, "form" | "exists">) {
  const { t } = useTranslation();
  const field = (name: keyof ArticleForm) => ({ ...form.getInputProps(name), "data-path": name });
  const { unit, unit_price_ore: price, vat } = form.values;
  return (
    <Stack gap="md">
      <TextInput label={t("common.name")} withAsterisk {...field("name")} />
      <div className={classes.pair}>
        <Select
          label={t("articles.kind")}
          allowDeselect={false}
          data={KINDS.map((value) => ({ value, label: t(`common.kinds.${value}`) }))}
          {...field("kind")}
        />
        <TextInput
          label={t("articles.number")}
          description={exists ? undefined : t("articles.numberHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          {...field("number")}
        />
      </div>
      {form.values.kind !== "travel" && (
        <WorkTypeSelect
          label={t(form.values.kind === "work" ? "articles.workType" : "articles.installation")}
          deduction="any"
          kind={form.values.kind}
          data-path="work_type"
          value={form.values.work_type ?? null}
          error={form.errors.work_type as string | undefined}
          onChange={(work_type) => form.setFieldValue("work_type", work_type)}
        />
      )}
      <div className={classes.prices}>
        <DecimalInput
          label={t("articles.price")}
          withAsterisk
          decimals={2}
          atLeast={2}
          rightSection={
            <Text size="sm" c="dimmed" aria-hidden>
              kr
            </Text>
          }
          path="unit_price_ore"
          value={price}
          onChange={(value) => form.setFieldValue("unit_price_ore", value)}
          error={form.errors.unit_price_ore}
        />
        <Autocomplete
          label={t("articles.unit")}
          data={UNITS}
          placeholder={t("articles.unitExample")}
          {...field("unit")}
        />
        <Select
          label={t("articles.vat")}
          allowDeselect={false}
          data={VAT_CODES.map((value) => ({ value, label: t(`common.vat.${value}`) }))}
          {...field("vat")}
        />
        <WithVat price={priceWithVat(price, vat)} unit={unit} />
      </div>
      <AccountInput
        label={t("articles.account")}
        description={t("articles.accountHint")}
        path="account"
        value={form.values.account ?? null}
        error={form.errors.account}
        onChange={(account) => form.setFieldValue("account", account)}
      />
      {exists && (
        <Text size="xs" c="dimmed">
          {t("articles.changeHint")}
        </Text>
      )}
      <Textarea
        label={t("common.note")}
        description={t("articles.noteHint")}
        autosize
        minRows={2}
        maxRows={10}
        {...field("note")}
      />
    </Stack>
  );
}

function WithVat({ price, unit }: { price: number | null; unit: string }) {
  const { t } = useTranslation();
  const shown = price === null ? "–" : showKr(price);
  return (
    <div className={classes.withVat}>
      <Text size="sm" c="dimmed" aria-hidden>
        {t("articles.priceInclVat")}
      </Text>
      <Text fw={650} className="figures" component="output" aria-label={t("articles.priceInclVat")}>
        {unit && price !== null ? t("articles.perUnit", { price: shown, unit }) : shown}
      </Text>
    </div>
  );
}

/** The same details to read, for those who may not change them. */
export function ArticleFacts({ article }: { article: ArticleForm }) {
  const { t } = useTranslation();
  const withVat = priceWithVat(article.unit_price_ore, article.vat);
  const facts = Object.entries(article)
    .filter(([, value]) => value !== "" && value !== null)
    .map(([field, value]) => ({
      label: articleFieldLabel(t, field),
      value: articleFieldWords(t, field, value),
    }));
  const price = { label: t("articles.priceInclVat"), value: withVat === null ? "" : showKr(withVat) };
  return <Facts facts={[...facts, price]} />;
}
