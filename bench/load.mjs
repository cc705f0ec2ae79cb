// One round of load, from a process of its own: node load.mjs '{"url", "cookies", "connections", "seconds", "rate"}' prints autocannon's figures.
import autocannon from 'autocannon';

const { url, cookies, connections, seconds, rate, encoding } = JSON.parse(process.argv[2]);
const headers = encoding ? { 'accept-encoding': encoding } : {};
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  ...(rate ? { overallRate: rate } : {}),
  requests: cookies.map((cookie) => ({ method: 'GET', path: '/api/v1/overview', headers: { ...headers, cookie } })),
});
const { requests, latency, non2xx, errors, timeouts } = result;
console.log(JSON.stringify({ total: requests.total, seconds: result.duration, latency, faults: non2xx + errors + timeouts }));
