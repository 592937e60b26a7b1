/** Which picture stands on the company's documents? Chosen from a file and shown as on paper. */
import { Button, FileButton, Group, Text } from "@mantine/core";
import IconPhotoUp from "@tabler/icons-react/dist/esm/icons/IconPhotoUp.mjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./company.module.css";
import { dataUrl, LOGO_TYPES, logoRefusal, MAX_LOGO_BYTES } from "./details.ts";

type Props = {
  value: string | null;
  onChange: (logo: string | null) => void;
  /** The server's refusal. */
  error: string | undefined;
};

/** The field of the logo. */
export function LogoField({ value, onChange, error }: Props) {
  const { t } = useTranslation();
  const [refused, setRefused] = useState<"type" | "size" | null>(null);
  const choose = async (file: File | null) => {
    if (!file) return;
    const refusal = logoRefusal(file);
    setRefused(refusal);
    if (!refusal) onChange(await dataUrl(file));
  };
  const words = refused ? t(`company.logoRefused.${refused}`, { max: MAX_LOGO_BYTES / 1024 }) : error;
  return (
    <div>
      <LogoPaper logo={value} />
      <Group gap="xs" mt="sm">
        <FileButton accept={LOGO_TYPES.join(",")} onChange={choose}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              leftSection={<IconPhotoUp size={16} aria-hidden />}
              data-path="logo"
              aria-describedby={words ? "logo-refused" : undefined}
            >
              {t(value ? "company.changeLogo" : "company.chooseLogo")}
            </Button>
          )}
        </FileButton>
        {value && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              setRefused(null);
              onChange(null);
            }}
          >
            {t("company.removeLogo")}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" mt={6}>
        {t("company.logoHint", { max: MAX_LOGO_BYTES / 1024 })}
      </Text>
      {words && (
        <Text size="sm" c="var(--mantine-color-error)" mt={4} id="logo-refused" role="alert">
          {words}
        </Text>
      )}
    </div>
  );
}

/** The logo on white, as it is printed. */
export function LogoPaper({ logo }: { logo: string | null }) {
  const { t } = useTranslation();
  return (
    <div className={classes.paper}>
      {logo ? <img src={logo} alt={t("company.logo")} /> : <span>{t("company.noLogo")}</span>}
    </div>
  );
}
