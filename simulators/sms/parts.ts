const GSM7 = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Signs that take two places. */
const EXTENDED = new Set('^{}\\[~]|€\f');

/** How many messages a text is sent and charged as: 160 or 153 signs in GSM-7 (å, ä and ö among them), 70 or 67 otherwise. */
export function parts(text: string): number {
  const signs = [...text];
  const plain = signs.every((sign) => GSM7.has(sign) || EXTENDED.has(sign));
  const length = plain ? signs.reduce((sum, sign) => sum + (EXTENDED.has(sign) ? 2 : 1), 0) : text.length;
  const [alone, each] = plain ? [160, 153] : [70, 67];
  return length <= alone ? 1 : Math.ceil(length / each);
}
