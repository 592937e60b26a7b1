/** Which link has the customer? One to copy into a text message. */
import { ActionIcon, CopyButton, TextInput, Tooltip } from "@mantine/core";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import { useTranslation } from "react-i18next";

/** The link, to copy. */
export function LinkField({ url }: { url: string }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t("offers.publicLink")}
      description={t("offers.publicLinkHint")}
      readOnly
      value={url}
      onFocus={(event) => event.currentTarget.select()}
      rightSectionWidth={44}
      rightSection={
        <CopyButton value={url} timeout={2000}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? "offers.copied" : "offers.copy")}>
              <ActionIcon
                variant="subtle"
                color={copied ? "green" : "gray"}
                size="lg"
                aria-label={t(copied ? "offers.copied" : "offers.copy")}
                onClick={copy}
              >
                {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      }
    />
  );
}
