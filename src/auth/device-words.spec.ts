import { deviceWords } from './device-words.js';

it.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 'Chrome på Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge på Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
    'Safari på Mac',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1',
    'Chrome på iPhone',
  ],
  ['Mozilla/5.0 (Linux; Android 16; SM-S931B) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36', 'Samsung Internet på Android'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0', 'Firefox på Linux'],
  ['Mozilla/5.0 (Windows NT 10.0)', 'Webbläsare på Windows'],
  ['curl/8.0', 'Okänd enhet'],
  ['', 'Okänd enhet'],
  [null, 'Okänd enhet'],
])('names a browser in words: %s', (userAgent, words) => {
  expect(deviceWords(userAgent)).toBe(words);
});

it('names it in English too', () => {
  expect(['Firefox/142.0 (X11; Linux)', 'Windows', null].map((one) => deviceWords(one, 'en'))).toEqual([
    'Firefox on Linux',
    'Browser on Windows',
    'Unknown device',
  ]);
});
