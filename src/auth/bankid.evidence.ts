import { X509Certificate } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { now } from '../kernel/clock.js';
import type { CompletionData } from './bankid.client.js';
import { LOG_IN_TEXT } from './bankid.request.js';
import { BANKID_POLICIES, type ExpectedSignature, verifyBankIdSignature } from './bankid.signature.js';
import { relyingPartyName } from './bankid.connection.js';
import { readRoot } from './eid.connection.js';
import type { EvidenceFailure, Verdict } from './evidence.js';
import { verifyOcsp } from './ocsp.js';
import type { Evidence, ExpectedTexts, Signer } from './signing.js';

/** SHA-256 of the root that persons' signatures lead to (identity §1.1). Both expire at the end of 2034. */
const ROOTS = {
  production: 'CA:32:58:8E:38:5B:96:1D:58:E2:60:10:C6:F8:C8:39:F7:CA:07:1E:49:7D:E6:B7:84:16:40:A6:15:06:FD:31',
  test: 'C6:FA:EA:F8:CC:AD:CF:D0:73:8D:C9:91:40:CA:78:8C:1A:19:A9:3F:84:3C:5A:9E:C1:36:98:72:D5:0E:45:F2',
  simulator: null,
} as const;

type Failure = { on: 'signature' | 'ocsp'; failure: EvidenceFailure };

/**
 * What BankID hands over, the person's own signature and the answer that the certificate was good, is verified (identity §1.8, §1.9): required
 * of signatures, reported in the log for log-ins. Throws at start when the root is not BankID's or our certificate cannot be read.
 */
@Injectable()
export class BankIdEvidence {
  private readonly log = new Logger('eid');
  private readonly roots: readonly X509Certificate[];
  private readonly policies: readonly string[];

  /** Our certificate as BankID names it in what is signed. */
  private readonly ourName: string;

  constructor(@Inject(ENV) env: Env) {
    const root = { setting: 'BANKID_SIGN_CA_FILE', path: env.BANKID_SIGN_CA_FILE };
    this.roots = [new X509Certificate(readRoot({ root, possessive: 'BankID:s', fingerprint: ROOTS[env.BANKID_ENV] }))];
    this.policies = BANKID_POLICIES[env.BANKID_ENV === 'production' ? 'production' : 'test'];
    this.ourName = relyingPartyName(env);
  }

  /** The evidence of a completed signature, to be verified now and kept. */
  of({ signature, ocspResponse }: CompletionData): Evidence {
    return { signature, ocsp: ocspResponse, against: this.ourName, signedAt: now() };
  }

  /** Holds a signature against what was asked of whom: function, texts, our name, the person's certificate and its status. */
  verify({ signature, ocsp, against, signedAt }: Evidence, { visible, hidden }: ExpectedTexts): Verdict<Signer> {
    const texts = { visible, visibleFormat: 'simpleMarkdownV1', nonVisible: hidden } as const;
    const read = this.read(signature, ocsp ?? '', signedAt, { funcId: 'Signing', ...texts, rpName: against });
    return 'failure' in read ? { ok: false, failure: read.failure } : { ok: true, value: read };
  }

  /** Writes one line: the evidence holds, or what is wrong with it. Never who it is about. */
  report(orderId: string, { user, signature, ocspResponse }: CompletionData): void {
    const read = this.read(signature, ocspResponse, now(), { ...LOG_IN, personalNumber: user.personalNumber });
    if (!('failure' in read)) this.log.log({ msg: 'underskriften håller', orderId });
    else this.log.warn({ msg: 'underskriften håller inte', orderId, failure: `${read.on}/${read.failure}` });
  }

  private read(signature: string, ocsp: string, at: Date, expected: ExpectedSignature): Signer | Failure {
    const signed = verifyBankIdSignature(signature, { roots: this.roots, policies: this.policies, at, expected });
    if (!signed.ok) return { on: 'signature', failure: signed.failure };
    const { leaf, issuer, personalNumber, name } = signed.value;
    const status = verifyOcsp(ocsp, { signatureBase64: signature, leaf, issuer, at });
    return status.ok ? { personalNumber, name: name ?? '' } : { on: 'ocsp', failure: status.failure };
  }
}

const LOG_IN = { funcId: 'Identification', visible: LOG_IN_TEXT, visibleFormat: 'simpleMarkdownV1', nonVisible: null } as const;
