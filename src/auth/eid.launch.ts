/** Links that open the provider's app on the same device: an ordinary address for phones, the app's own scheme for computers. */
export interface Launch {
  universal: string;
  scheme: string;
}

/** Whether the browser's own words say telephone or tablet. */
export const isMobile = (userAgent: string | null): boolean => /Android|iPhone|iPad|iPod|Mobile/i.test(userAgent ?? '');

/** Where an app leads back to on phones whose system does not by itself return to the browser (identity §1.5); null for the others. */
export function returnAddress(origin: string, userAgent: string): string | null {
  const back = `${origin}/#initiated=true`;
  if (!/iPhone|iPad|iPod/.test(userAgent)) return null;
  if (userAgent.includes('CriOS')) return 'googlechrome://';
  if (userAgent.includes('FxiOS')) return 'firefox://';
  if (userAgent.includes('OPT/')) return back.replace(/^http/, 'touch-http');
  return back;
}
