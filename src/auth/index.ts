export { AuthModule } from './auth.module.js';
export { contactLifecycle } from './contact.lifecycle.js';
export { type Language } from './contact.mail.js';
export { Contacts, type Reachable, sealContact } from './contacts.service.js';
export {
  clearPreAuthCookie,
  clearSessionCookie,
  deviceOf,
  PRE_AUTH_COOKIE,
  SESSION_COOKIE,
  setSessionCookie,
} from './cookies.js';
export { isUnsafe, refuseCrossSite, refuseOtherThanJson, refuseWithoutToken } from './cross-site.js';
export { deviceWords } from './device-words.js';
export { Devices, type Familiarity } from './devices.service.js';
export { EidHealth } from './eid.health.js';
export type { LiveOrder } from './eid-order.store.js';
export { type Entrance, providerTitles, type SessionProvider } from './eid-order.js';
export { EidOrders } from './eid-orders.service.js';
export { OrderStarted, OrderStatus, StartSignature } from './eid.dto.js';
export type { Browser } from './eid.provider.js';
export { BankIdGuard, FrejaGuard, type Identified } from './eid.strategy.js';
export { statusView } from './eid.view.js';
export { KeyRotation, type Rotated, rotationFaults } from './key-rotation.service.js';
export { LogInLimits } from './log-in.limits.js';
export { OidcDone, OidcReturn } from './oidc.dto.js';
export { OidcLogIns } from './oidc.service.js';
export { OrderHeaders } from './order-headers.js';
export { type Identity, type KnownPerson, Persons, sealPersonalNumber } from './persons.service.js';
export { RateLimit } from './rate-limit.js';
export { browserOf, signatureStarted } from './signature.start.js';
export type { SignatureLine } from './signature.text.js';
export { type ExpectedSignature, type SignatureRequest, Signatures, type UsedSignature } from './signatures.service.js';
export { type SealedColumn, sealedColumn, sealedColumns } from './sealed-columns.js';
export { secretHash } from './secrets.js';
export { type BegunSession, type SessionContext, Sessions, type SessionSecrets } from './sessions.service.js';
export { Vault } from './vault.js';
