/**
 * What a text file says, in whichever of the three ways Swedish Excel saves it: UTF-8 ("CSV UTF-8"), UTF-16 with its mark ("Unicode-text"),
 * otherwise Windows-1252 ("CSV").
 */
export async function textOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
