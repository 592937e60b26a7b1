/** How are the lines of an offer, order or invoice written? A grid on the desk, a card a line on the phone. */
import { ActionIcon, Button, Group, Menu, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import IconArrowDown from "@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs";
import IconArrowUp from "@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs";
import IconBook2 from "@tabler/icons-react/dist/esm/icons/IconBook2.mjs";
import IconDots from "@tabler/icons-react/dist/esm/icons/IconDots.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showOre } from "@/lib/number.ts";
import { TotalsError, totals, VAT_CODES } from "@/lib/totals.ts";
import { type AskedDeduction, fits, lineWork, type WorkType } from "@/lib/work-types.ts";
import { AccountInput } from "./account-input.tsx";
import { ArticlePicker } from "./article-picker.tsx";
import { DecimalInput } from "./decimal-input.tsx";
import { FlatRateItems } from "./flat-rate-items.tsx";
import classes from "./lines-editor.module.css";
import { isTreatment, VatTreatment } from "./vat-treatment.tsx";
import { WorkTypeSelect } from "./work-type-select.tsx";

/** A line that is being written; `key` stays the same while it moves. Further properties of a document's own lines travel along. */
export type EditedLine = {
  key: string;
  description: string;
  kind: Schema<"LineKind">;
  quantity_milli: number;
  unit: string;
  unit_price_ore: number;
  discount_bp: number;
  vat: Schema<"VatCode">;
  article_id?: string | null;
  /** Of work the kind that a tax deduction is asked for. */
  work_type?: WorkType | null;
  /** The sales account, where the document has accounts; null: the one of the VAT. */
  account?: number | null;
  /** Of work at a fixed price what it took, where the document keeps it. */
  actual_hours_milli?: number | null;
  /** Why the line can't be changed; its words are shown. */
  locked?: string;
  /** Where the line comes from, in words. */
  origin?: string;
};

type Props<Line extends EditedLine> = {
  lines: Line[];
  onChange: (lines: Line[]) => void;
  /** Errors by form path, `lines.0.unit`. */
  errors: Record<string, unknown>;
  pricesIncludeVat: boolean;
  /** What a new line begins with beside the usual. */
  fresh: () => Line;
  disabled?: boolean;
  /** The tax deduction that the document asks for: lines of work say which kind of work they are. */
  deduction?: AskedDeduction;
};

const KINDS = ["work", "material", "travel", "other"] as const satisfies readonly Schema<"LineKind">[];

/** A line nobody has written yet. */
export function emptyLine(vat: Schema<"VatCode">): EditedLine {
  return {
    key: crypto.randomUUID(),
    description: "",
    kind: "work",
    quantity_milli: 1000,
    unit: "tim",
    unit_price_ore: 0,
    discount_bp: 0,
    vat,
    article_id: null,
    work_type: null,
  };
}

/** What a line takes over from an article, or from a part of a kit. */
type Priced = Pick<
  Schema<"ArticlePart">,
  "name" | "kind" | "work_type" | "unit" | "unit_price_ore" | "vat" | "account"
>;

/** The article's price in the mode in which the document's prices are entered. */
function priceOf(article: Priced, includesVat: boolean, vat: Schema<"VatCode">): number {
  if (!includesVat) return article.unit_price_ore;
  return totals({ prices_include_vat: false, discount_bp: 0, round_to_krona: false }, [
    { quantity_milli: 1000, unit_price_ore: article.unit_price_ore, discount_bp: 0, vat },
  ]).total_ore;
}

/** The lines with their fields. */
export function LinesEditor<Line extends EditedLine>(props: Props<Line>) {
  const { lines, onChange, fresh, disabled, pricesIncludeVat } = props;
  const { t } = useTranslation();
  const added = useRef<number | null>(null);
  const add = (...more: Line[]) => {
    added.current = lines.length;
    onChange([...lines, ...more]);
  };
  useEffect(() => {
    if (added.current === null || added.current >= lines.length) return;
    document.querySelector<HTMLElement>(`[data-path="lines.${added.current}.description"]`)?.focus();
    added.current = null;
  }, [lines]);
  const lineOf = (article: Priced, article_id: string, quantity_milli?: number): Line => {
    const line = fresh();
    // A rule for the whole sale goes before the rate of the thing.
    const vat = isTreatment(line.vat) ? line.vat : article.vat;
    return {
      ...line,
      description: article.name,
      kind: article.kind,
      quantity_milli: quantity_milli ?? line.quantity_milli,
      unit: article.unit,
      unit_price_ore: priceOf(article, pricesIncludeVat, vat),
      vat,
      article_id,
      work_type: article.work_type,
      // The account is for sales with the article's own VAT.
      ...(line.account !== undefined && { account: vat === article.vat ? article.account : null }),
    };
  };
  // A kit becomes its parts: each with its sort and kind of work, so that what counts for a deduction is right.
  const addArticle = (article: Schema<"Article">) =>
    article.parts.length > 0
      ? add(...article.parts.map((part) => lineOf(part, part.article_id, part.quantity_milli)))
      : add(lineOf(article, article.id));
  return (
    <section aria-label={t("common.lines.title")} data-path="lines" tabIndex={-1} className={classes.section}>
      {lines.length === 0 ? (
        <Text c="dimmed" size="sm" py="sm">
          {t("common.lines.empty")}
        </Text>
      ) : (
        <>
          <div className={classes.head} aria-hidden>
            <span>{t("common.lines.description")}</span>
            <span>{t("common.lines.kind")}</span>
            <span className={classes.right}>{t("common.lines.quantity")}</span>
            <span>{t("common.lines.unit")}</span>
            <span className={classes.right}>{t("common.lines.price")}</span>
            <span className={classes.right}>{t("common.lines.discount")}</span>
            <span>{t("common.lines.vat")}</span>
            <span className={classes.right}>{t("common.lines.amount")}</span>
            <span />
          </div>
          <Stack gap={0} component="ol" className={classes.lines}>
            {lines.map((line, index) => (
              <LineRow key={line.key} {...props} line={line} index={index} />
            ))}
          </Stack>
        </>
      )}
      <VatTreatment lines={lines} onChange={onChange} disabled={disabled} />
      {!disabled && (
        <Group gap="xs" mt="sm">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => add(fresh())}
          >
            {t("common.lines.add")}
          </Button>
          <ArticlePicker onPick={addArticle} />
        </Group>
      )}
      {typeof props.errors.lines === "string" && (
        <Text c="red" size="sm" role="alert" mt="xs">
          {props.errors.lines}
        </Text>
      )}
    </section>
  );
}

/** A line of another kind; it keeps its kind of work where it can have it. */
function ofKind(line: EditedLine, kind: Schema<"LineKind">): Partial<EditedLine> {
  const work = lineWork(line.work_type);
  return !work || fits(kind, work) ? { kind } : { kind, work_type: null };
}

/** A line with another VAT; the account that it had was for the VAT before. */
function ofVat(line: EditedLine, vat: Schema<"VatCode">): Partial<EditedLine> {
  return line.account ? { vat, account: null } : { vat };
}

/** Work that a deduction is asked for has its hours stated; what isn't charged by the hour has them beside. */
function asksHours(line: EditedLine, deduction: AskedDeduction): boolean {
  if (
    line.actual_hours_milli === undefined ||
    line.kind !== "work" ||
    deduction === "none" ||
    deduction === "green"
  )
    return false;
  const hourly = /^(tim|timmar|h|hours?)$/i.test(line.unit.trim());
  const flat = line.work_type === "laundry" || line.work_type === "transport_for_sale";
  return line.actual_hours_milli !== null || (!hourly && !flat && !!line.work_type);
}

function amountOf(line: EditedLine, includesVat: boolean): string {
  try {
    const terms = { prices_include_vat: includesVat, discount_bp: 0, round_to_krona: false };
    return showOre(totals(terms, [line]).line_amounts_ore[0] ?? 0);
  } catch (error) {
    if (error instanceof TotalsError) return "–";
    throw error;
  }
}

function LineRow<Line extends EditedLine>(props: Props<Line> & { line: Line; index: number }) {
  const { line, index, lines, onChange, errors, pricesIncludeVat } = props;
  const { t } = useTranslation();
  const [accountAsked, askAccount] = useState(false);
  const place = index + 1;
  const disabled = props.disabled || line.locked !== undefined;
  const change = (part: Partial<EditedLine>) =>
    onChange(lines.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const move = (by: number) => {
    const next = [...lines];
    next.splice(index, 1);
    next.splice(index + by, 0, line);
    onChange(next);
  };
  const field = (name: string, label: string) => ({
    label,
    disabled,
    error: errors[`lines.${index}.${name}`] as string | undefined,
    "data-path": `lines.${index}.${name}`,
    classNames: { label: classes.label },
  });
  // What can't be read changes nothing: it stays in its field to be mended.
  const number =
    (name: "quantity_milli" | "unit_price_ore" | "discount_bp") =>
    (value: number | null, readable: boolean) =>
      readable && change({ [name]: value ?? 0 });
  const kinds = KINDS.map((kind) => ({ value: kind, label: t(`common.kinds.${kind}`) }));
  return (
    <li className={classes.line} aria-label={t("common.lines.line", { number: place })}>
      <div className={classes.description}>
        <Textarea
          {...field("description", t("common.lines.description"))}
          placeholder={t("common.lines.description")}
          autosize
          minRows={1}
          maxRows={6}
          value={line.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        {line.kind !== "travel" && (
          <WorkTypeSelect
            {...field(
              "work_type",
              t(props.deduction === "green" ? "common.lines.installation" : "common.lines.workType"),
            )}
            deduction={props.deduction ?? "none"}
            kind={line.kind}
            value={line.work_type ?? null}
            onChange={(work_type) => change({ work_type })}
          />
        )}
        {asksHours(line, props.deduction ?? "none") && (
          <DecimalInput
            {...field("actual_hours_milli", t("common.lines.actualHours"))}
            classNames={{}}
            description={t("common.lines.actualHoursHint")}
            w={220}
            maw="100%"
            decimals={3}
            value={line.actual_hours_milli ?? null}
            onChange={(actual_hours_milli, readable) => readable && change({ actual_hours_milli })}
          />
        )}
        {line.account !== undefined && (line.account !== null || accountAsked) && (
          <AccountInput
            label={t("common.lines.account")}
            path={`lines.${index}.account`}
            w={132}
            disabled={disabled}
            autoFocus={accountAsked}
            value={line.account}
            error={errors[`lines.${index}.account`] as string | undefined}
            onChange={(account) => {
              askAccount(true);
              change({ account });
            }}
          />
        )}
        {(line.locked ?? line.origin) && (
          <Text size="xs" c="dimmed" mt={2}>
            {line.locked ?? line.origin}
          </Text>
        )}
      </div>
      <Select
        {...field("kind", t("common.lines.kind"))}
        data={kinds}
        value={line.kind}
        allowDeselect={false}
        onChange={(kind) => kind && change(ofKind(line, kind as Schema<"LineKind">))}
      />
      <DecimalInput
        {...field("quantity_milli", t("common.lines.quantity"))}
        decimals={3}
        value={line.quantity_milli}
        onChange={number("quantity_milli")}
      />
      <TextInput
        {...field("unit", t("common.lines.unit"))}
        value={line.unit}
        onChange={(event) => change({ unit: event.currentTarget.value })}
      />
      <DecimalInput
        {...field("unit_price_ore", t("common.lines.price"))}
        decimals={2}
        atLeast={2}
        value={line.unit_price_ore}
        onChange={number("unit_price_ore")}
      />
      <DecimalInput
        {...field("discount_bp", t("common.lines.discount"))}
        decimals={2}
        value={line.discount_bp}
        onChange={number("discount_bp")}
      />
      <Select
        {...field("vat", t("common.lines.vat"))}
        data={VAT_CODES.map((vat) => ({ value: vat as string, label: t(`common.vat.${vat}`) }))}
        value={line.vat}
        allowDeselect={false}
        comboboxProps={{ width: "max-content", position: "bottom-end" }}
        onChange={(vat) => vat && change(ofVat(line, vat as Schema<"VatCode">))}
      />
      <output className={classes.amount}>
        <span className={classes.total}>{t("common.lines.amount")}</span>
        {amountOf(line, pricesIncludeVat)}
      </output>
      {!disabled && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              className={classes.menu}
              aria-label={t("common.lines.line", { number: place })}
            >
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconArrowUp size={16} />}
              disabled={index === 0}
              onClick={() => move(-1)}
            >
              {t("common.lines.moveUp", { number: place })}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowDown size={16} />}
              disabled={index === lines.length - 1}
              onClick={() => move(1)}
            >
              {t("common.lines.moveDown", { number: place })}
            </Menu.Item>
            {line.account === null && !accountAsked && (
              <Menu.Item leftSection={<IconBook2 size={16} />} onClick={() => askAccount(true)}>
                {t("common.lines.chooseAccount")}
              </Menu.Item>
            )}
            {(props.deduction ?? "none") !== "none" && (
              <FlatRateItems
                line={line}
                onDivide={(parts) => onChange(lines.toSpliced(index, 1, ...parts))}
              />
            )}
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} />}
              onClick={() => onChange(lines.filter((each) => each !== line))}
            >
              {t("common.lines.remove", { number: place })}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
