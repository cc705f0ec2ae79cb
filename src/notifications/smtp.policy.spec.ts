import { ADDRESS_AT_FAULT, failureOf, type SmtpError } from './smtp.policy.js';

/** A reply as nodemailer hands it on. */
const reply = (command: 'MAIL FROM' | 'RCPT TO' | 'DATA' | 'contents', response: string): SmtpError => {
  const responseCode = Number(response.slice(0, 3));
  return {
    name: 'Error',
    code: command === 'contents' ? 'EMESSAGE' : 'EENVELOPE',
    command: command === 'contents' ? 'DATA' : command,
    response,
    responseCode,
    permanent: responseCode >= 500 && responseCode !== 503,
  };
};
const failed = (code: string, responseCode?: number): SmtpError => ({
  name: 'Error',
  code,
  command: 'CONN',
  ...(responseCode && { responseCode }),
});
const blamed = (code: string) => new RegExp(ADDRESS_AT_FAULT).test(code);

it.each<[response: string, at: 'MAIL FROM' | 'RCPT TO' | 'DATA' | 'contents', is: string, code: string, blames: boolean]>([
  ['550 No such user', 'RCPT TO', 'refused', 'EENVELOPE 550', true],
  ['550 5.1.1 No such mailbox', 'RCPT TO', 'refused', 'EENVELOPE 550 5.1.1', true],
  ['550-5.1.1 No such\n550 5.1.1 mailbox', 'RCPT TO', 'refused', 'EENVELOPE 550 5.1.1', true],
  ['556 5.1.10 Null MX', 'RCPT TO', 'refused', 'EENVELOPE 556 5.1.10', true],
  ['552 5.2.2 Mailbox full', 'RCPT TO', 'refused', 'EENVELOPE 552 5.2.2', true],
  ['550 5.4.1 Recipient address rejected: Access denied', 'RCPT TO', 'refused', 'EENVELOPE 550 5.4.1', true],
  ['550 5.1.1 No such mailbox', 'contents', 'refused', 'EMESSAGE 550 5.1.1', true],
  ['550 5.1.1 No such mailbox', 'DATA', 'refused', 'EENVELOPE DATA 550 5.1.1', true],
  ['554 Transaction failed', 'contents', 'refused', 'EMESSAGE 554', false],
  ['554 No valid recipients', 'DATA', 'refused', 'EENVELOPE DATA 554', false],
  ['550 5.6.0 Malformed', 'contents', 'refused', 'EMESSAGE 550 5.6.0', false],
  ['552 5.3.4 Too large', 'contents', 'refused', 'EMESSAGE 552 5.3.4', false],
  ['550 5.0.0 No', 'RCPT TO', 'refused', 'EENVELOPE 550 5.0.0', false],
  ['530 5.7.0 Authentication required', 'MAIL FROM', 'barred', 'EENVELOPE FROM 530 5.7.0', false],
  ['550 Sender refused', 'MAIL FROM', 'barred', 'EENVELOPE FROM 550', false],
  ['530 Authentication required', 'RCPT TO', 'barred', 'EENVELOPE 530', false],
  ['535 Credentials', 'contents', 'barred', 'EMESSAGE 535', false],
  ['554 5.7.1 Relay access denied', 'RCPT TO', 'barred', 'EENVELOPE 554 5.7.1', false],
  ['554 5.7.1 Blocked by a list', 'DATA', 'barred', 'EENVELOPE DATA 554 5.7.1', false],
  ['550 5.7.60 May not send as this sender', 'contents', 'barred', 'EMESSAGE 550 5.7.60', false],
  ['554 5.2.252 SendAsDenied', 'contents', 'barred', 'EMESSAGE 554 5.2.252', false],
  ['550 5.4.5 Daily quota exceeded', 'RCPT TO', 'barred', 'EENVELOPE 550 5.4.5', false],
  ['550 5.1.8 Sender address rejected', 'RCPT TO', 'barred', 'EENVELOPE 550 5.1.8', false],
  ['450 4.2.1 Busy', 'RCPT TO', 'unsure', 'EENVELOPE 450', false],
  ['421 4.7.0 Too many', 'RCPT TO', 'unsure', 'EENVELOPE 421', false],
  ['451 4.3.0 Later', 'MAIL FROM', 'unsure', 'EENVELOPE FROM 451', false],
  ['503 5.5.1 Bad sequence', 'RCPT TO', 'unsure', 'EENVELOPE 503 5.5.1', false],
  ['503 Bad sequence', 'RCPT TO', 'unsure', 'EENVELOPE 503', false],
])('%s at %s: %s, %s', (response, at, is, code, blames) => {
  expect([failureOf(reply(at, response), true), blamed(code)]).toEqual([{ is, code }, blames]);
});

it('says nothing about a mail that no server was asked to take', () => {
  for (const error of [
    failed('ESOCKET'),
    failed('ETIMEDOUT'),
    failed('EDNS'),
    failed('EAUTH', 535),
    failed('EPROTOCOL', 554),
    failed('ECONNECTION', 421),
  ])
    expect(failureOf(error, false).is).toBe('unreachable');
});

it('does not know how it went when a server that was asked does not answer, or goes', () => {
  for (const error of [
    failed('ETIMEDOUT'),
    failed('ECONNECTION'),
    failed('ECONNECTION', 421),
    failed('EPROTOCOL', 554),
    failed('EABORT'),
    failed('ESTREAM'),
  ])
    expect(failureOf(error, true).is).toBe('unsure');
});

it('gives up what the library itself does not send, and blames nobody’s address for it', () => {
  for (const code of ['EENVELOPE', 'EMESSAGE'])
    expect([failureOf(failed(code), true), blamed(code)]).toEqual([{ is: 'refused', code }, false]);
});
