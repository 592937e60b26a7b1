/** In which language shall this browser speak? Each language is named in itself. */
import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LANGUAGES, type Language, speak } from "@/i18n/index.ts";

/** Each language in itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { sv: "Svenska", en: "English" };

type Props = {
  /** What else is done with the choice. */
  onChosen?: (language: Language) => void;
};

/** The choice; it holds at once and is remembered in this browser. */
export function LanguageChoice({ onChosen }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t("common.language")}
      value={i18n.language}
      data={LANGUAGES.map((language) => ({
        value: language,
        label: <span lang={language}>{LANGUAGE_NAMES[language]}</span>,
      }))}
      onChange={(language) => {
        speak(language as Language, true);
        onChosen?.(language as Language);
      }}
    />
  );
}
