export { connectionRequestLifecycle, type ConnectionStatus } from './connection-request.lifecycle.js';
export { ConnectionsModule } from './connections.module.js';
export { Qualifications } from './qualifications.service.js';
