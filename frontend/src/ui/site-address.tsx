/** Where is it, and how does one get there? An address that opens in the device's own map, or is copied. */
import { Anchor, Button, CopyButton, Text } from "@mantine/core";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconMapPin from "@tabler/icons-react/dist/esm/icons/IconMapPin.mjs";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { mapAddress, mapHref } from "@/lib/map.ts";

/** The address. No map service is told of it: the map on the device opens it. */
export function SiteAddress({ address }: { address: Schema<"Address"> }) {
  const { t } = useTranslation();
  const text = mapAddress(address);
  if (!text) return null;
  const href = mapHref(address, navigator.userAgent, window.matchMedia("(pointer: coarse)").matches);
  const street = [address.street, address.street2].filter(Boolean).join(", ");
  return (
    <div>
      <Text size="sm" component="address" fs="normal">
        {street}
        {street && <br />}
        {[address.postal_code, address.city].filter(Boolean).join(" ")}
      </Text>
      {href ? (
        <Anchor href={href} size="sm" className="touch-link">
          <IconMapPin size={16} aria-hidden />
          {t("common.openMap")}
        </Anchor>
      ) : (
        <CopyButton value={text} timeout={2000}>
          {({ copied, copy }) => (
            <Button
              variant="subtle"
              size="compact-sm"
              ml={-8}
              leftSection={<IconCopy size={14} aria-hidden />}
              onClick={copy}
            >
              {t(copied ? "common.copied" : "common.copyAddress")}
            </Button>
          )}
        </CopyButton>
      )}
    </div>
  );
}
