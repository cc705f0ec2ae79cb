import { opensThisBrowser } from './bankid.launch.js';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

it.each([
  ['Safari on iPhone', `${IPHONE} Version/19.0 Mobile/15E148 Safari/604.1`],
  ['Chrome on Android', `${ANDROID} Chrome/140.0 Mobile Safari/537.36`],
  ['Chrome on a computer', WINDOWS],
  ['Edge on a computer', `${WINDOWS} Edg/140.0`],
  ['Opera on a computer', `${WINDOWS} OPR/120.0`],
  ['Firefox on a computer', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
  ['a browser that says nothing of itself', ''],
])('asks %s to come back', (_what, userAgent) => {
  expect(opensThisBrowser(userAgent)).toBe(true);
});

it.each([
  ['Chrome on iPhone', `${IPHONE} CriOS/140.0 Mobile/15E148 Safari/604.1`],
  ['Firefox on iPhone', `${IPHONE} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`],
  ['Edge on iPhone', `${IPHONE} Version/19.0 EdgiOS/140.0 Mobile/15E148 Safari/604.1`],
  ['Chrome on an iPad that calls itself a computer', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) CriOS/140 Version/19.0 Safari/604.1'],
  ['a window inside another app on iPhone', `${IPHONE} Mobile/15E148`],
  ['Samsung’s browser', `${ANDROID} SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36`],
  ['Firefox on Android', 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0'],
  ['a window inside another app on Android', 'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) Version/4.0 Chrome/140.0 Mobile Safari/537.36'],
])('does not ask %s, where the address would open elsewhere', (_what, userAgent) => {
  expect(opensThisBrowser(userAgent)).toBe(false);
});
