/** How would a document look with what is written now? The server prints a specimen; nothing is saved. */
import { Group, Select, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "@/i18n/index.ts";
import { PdfView } from "@/ui/pdf-view.tsx";
import { type CompanyForm, companyErrors, companyInput } from "./details.ts";

const DOCUMENTS = ["invoice", "offer", "credit_note", "reminder"] as const;
/** Ms without a key before the paper is printed again. */
const PAUSE = 600;

/** The paper, with a choice of document and language. */
export function DesignPreview({ form }: { form: CompanyForm }) {
  const { t } = useTranslation();
  const [document, setDocument] = useState<(typeof DOCUMENTS)[number]>("invoice");
  const [language, setLanguage] = useState(form.language);
  const [settled] = useDebouncedValue(form, PAUSE);
  const whole = Object.keys(companyErrors(t, settled)).length === 0;
  // While a field is empty that must be filled, the last whole paper stays.
  const [shown, setShown] = useState(settled);
  if (whole && shown !== settled) setShown(settled);
  return (
    <Stack gap="sm">
      <Group gap="sm" grow>
        <Select
          label={t("company.designDocument")}
          data={DOCUMENTS.map((value) => ({ value, label: t(`company.designOf.${value}`) }))}
          value={document}
          allowDeselect={false}
          onChange={(value) => setDocument(DOCUMENTS.find((each) => each === value) ?? "invoice")}
        />
        <Select
          label={t("company.designLanguage")}
          data={LANGUAGES.map((value) => ({ value, label: t(`common.languages.${value}`) }))}
          value={language}
          allowDeselect={false}
          onChange={(value) => setLanguage(LANGUAGES.find((each) => each === value) ?? "sv")}
        />
      </Group>
      <PdfView
        source={{ kind: "design", document, language, details: companyInput(shown) }}
        version=""
        fileName={`${t(`company.designOf.${document}`)}.pdf`}
        title={t("company.designPreview")}
      />
    </Stack>
  );
}
