import { Injectable } from '@nestjs/common';
import { secretHash, Vault } from '../auth/index.js';
import type { Db } from '../kernel/db.js';
import { mailSecrets } from '../notifications/index.js';
import { INVITATION_LETTER, type InvitationLetter, type InvitationSecrets, REMINDER_LETTER } from './invitation.mail.js';
import { isOver } from './invitation.queries.js';

const SYSTEM = { kind: 'system' } as const;

/** What is stored of both secrets, in hex; null for an invitation that is gone. $1 id. */
const STORED = `select json_build_object('token', encode(token_hash, 'hex'), 'webViewToken', encode(web_view_token_hash, 'hex'))
  from invitation where id = $1`;

/**
 * The two secrets of an invitation, 256 bits each: the link that accepts, and the one that only shows the letter. They are worked out of
 * the invitation's id with a key of ours, so the database holds nothing but their hashes and a letter can be written whenever it leaves. Of one that
 * can't be accepted any longer no letter is sent.
 */
@Injectable()
export class InvitationTokens {
  constructor(private readonly vault: Vault) {
    for (const letter of [INVITATION_LETTER, REMINDER_LETTER])
      mailSecrets.set(letter, async (payload, db) => {
        const { invitationId } = payload as InvitationLetter;
        return (await db.read<boolean>(SYSTEM, 'invitation-over', isOver, [invitationId])) ? 'overtaken' : this.of(db, invitationId);
      });
  }

  /** What is stored of a new invitation's secrets. */
  hashesOf(invitationId: string): { tokenHash: Buffer; webViewTokenHash: Buffer } {
    const [token, webViewToken] = [this.vault.secret('invitation', invitationId), this.vault.secret('invitation-web-view', invitationId)];
    return { tokenHash: secretHash(token), webViewTokenHash: secretHash(webViewToken) };
  }

  /** The secrets that the invitation was sent with, under whichever LOOKUP_KEY that was; null when that key is gone: no letter gets a dead link. */
  private async of(db: Db, invitationId: string): Promise<Required<InvitationSecrets> | null> {
    const stored = await db.read<Required<InvitationSecrets> | null>({ kind: 'system' }, 'invitation-secrets', STORED, [invitationId]);
    const token = this.vault.secrets('invitation', invitationId).find((one) => isStored(one, stored?.token));
    const webViewToken = this.vault.secrets('invitation-web-view', invitationId).find((one) => isStored(one, stored?.webViewToken));
    return token && webViewToken ? { token, webViewToken } : null;
  }
}

const isStored = (secret: string, hash: string | undefined): boolean => secretHash(secret).toString('hex') === hash;
