import { Injectable } from '@nestjs/common';
import { secretHash, Vault } from '../auth/index.js';
import { mailSecrets } from '../notifications/index.js';
import { INVITATION_LETTER, type InvitationLetter, type InvitationSecrets, REMINDER_LETTER } from './invitation.mail.js';
import { isOver } from './invitation.queries.js';

const SYSTEM = { kind: 'system' } as const;

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
        return (await db.read<boolean>(SYSTEM, 'invitation-over', isOver, [invitationId])) ? null : this.of(invitationId);
      });
  }

  /** What is stored of an invitation's secrets. */
  hashesOf(invitationId: string): { tokenHash: Buffer; webViewTokenHash: Buffer } {
    const { token, webViewToken } = this.of(invitationId);
    return { tokenHash: secretHash(token), webViewTokenHash: secretHash(webViewToken) };
  }

  private of(invitationId: string): Required<InvitationSecrets> {
    return { token: this.vault.secret('invitation', invitationId), webViewToken: this.vault.secret('invitation-web-view', invitationId) };
  }
}
