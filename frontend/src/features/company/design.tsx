/** How do documents look? Logo, colour and texts, and beside them the document as it would be printed. */
import { Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "@/ui/section.tsx";
import type { EditForm } from "@/ui/use-edit-form.ts";
import { OUR_ACCENT, printedAccent } from "./accent.ts";
import { companyFieldLabel } from "./company-words.ts";
import classes from "./design.module.css";
import { DesignPreview } from "./design-preview.tsx";
import type { CompanyForm } from "./details.ts";
import { LogoField } from "./logo-field.tsx";

type Props = { form: EditForm<CompanyForm>["form"] };

/** The part of the company's form that is about its documents' look. */
export function Design({ form }: Props) {
  const { t } = useTranslation();
  const note = (name: "offer_note" | "invoice_note") => (
    <Textarea
      label={companyFieldLabel(t, name)}
      data-path={name}
      autosize
      minRows={3}
      maxRows={12}
      {...form.getInputProps(name)}
    />
  );
  return (
    <Section title={t("company.design")} text={t("company.designText")}>
      <div className={classes.columns}>
        <Stack gap="md">
          <LogoField
            value={form.values.logo}
            onChange={(logo) => {
              form.setFieldValue("logo", logo);
              form.clearFieldError("logo");
            }}
            error={form.errors.logo as string | undefined}
          />
          <Colour form={form} />
          {note("offer_note")}
          {note("invoice_note")}
        </Stack>
        <DesignPreview form={form.values} />
      </div>
    </Section>
  );
}

function Colour({ form }: Props) {
  const { t } = useTranslation();
  const { accent } = form.values;
  const printed = printedAccent(accent);
  const chosen = accent || OUR_ACCENT;
  const change = (value: string) => {
    form.setFieldValue("accent", value);
    form.clearFieldError("accent");
  };
  return (
    <Stack gap="xs">
      <Group gap="sm" align="flex-end" wrap="nowrap">
        <TextInput
          label={t("company.accent")}
          placeholder={OUR_ACCENT}
          maxLength={7}
          data-path="accent"
          value={accent}
          error={form.errors.accent}
          onChange={(event) => change(event.currentTarget.value)}
        />
        <input
          type="color"
          className={classes.colour}
          aria-label={t("company.accentPick")}
          value={/^#[0-9a-f]{6}$/i.test(chosen) ? chosen : OUR_ACCENT}
          onChange={(event) => change(event.currentTarget.value)}
        />
      </Group>
      {printed !== chosen.toLowerCase() && (
        <Text size="sm" c="dimmed" role="status">
          {t("company.accentDarkened", { colour: printed })}
        </Text>
      )}
    </Stack>
  );
}
