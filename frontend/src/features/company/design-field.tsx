/** How do documents look? A colour to choose, and at once a paper that shows it. */
import { Group, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { OUR_ACCENT, printedAccent } from "./accent.ts";
import classes from "./design-field.module.css";

type Props = {
  accent: string;
  onChange: (accent: string) => void;
  error?: string;
  logo: string | null;
  name: string;
  note: string;
};

/** The colour with its preview. */
export function DesignField({ accent, onChange, error, logo, name, note }: Props) {
  const { t } = useTranslation();
  const printed = printedAccent(accent);
  const chosen = accent || OUR_ACCENT;
  return (
    <div className={classes.columns}>
      <Stack gap="xs">
        <Group gap="sm" align="flex-end" wrap="nowrap">
          <TextInput
            label={t("company.accent")}
            placeholder={OUR_ACCENT}
            maxLength={7}
            data-path="accent"
            value={accent}
            error={error}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <input
            type="color"
            className={classes.colour}
            aria-label={t("company.accentPick")}
            value={/^#[0-9a-f]{6}$/i.test(chosen) ? chosen : OUR_ACCENT}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        </Group>
        {printed !== chosen.toLowerCase() && (
          <Text size="sm" c="dimmed" role="status">
            {t("company.accentDarkened", { colour: printed })}
          </Text>
        )}
      </Stack>
      <figure className={classes.paper} aria-label={t("company.designPreview")}>
        <div className={classes.head}>
          {logo ? <img src={logo} alt="" className={classes.logo} /> : <strong>{name}</strong>}
          <strong className={classes.kind} style={{ color: printed }}>
            {t("company.designInvoice")}
          </strong>
        </div>
        <div className={classes.rule} style={{ background: printed }} />
        <div className={classes.bars} aria-hidden>
          <span />
          <span />
          <span />
        </div>
        <div className={classes.sum} style={{ color: printed }}>
          <span>{t("common.totals.total")}</span>
          <span>12 500,00 kr</span>
        </div>
        {note && <p className={classes.note}>{note}</p>}
      </figure>
    </div>
  );
}
